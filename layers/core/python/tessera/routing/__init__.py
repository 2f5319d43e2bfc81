"""Who gets a team's tickets: by turn, by load, by what they know, and never somebody who is away."""
