"""Where customers work."""

from typing import Annotated

from pydantic import Field

from schemas.base import Inbound, Outbound
from schemas.http.catalogue import FieldValues

Domain = Annotated[str, Field(min_length=3, max_length=254)]


class Company(Outbound):
    """People whose address has one of the `domains` are in it, unless they were put elsewhere by hand."""

    id: str
    name: str
    domains: list[str]
    notes: str
    fields: FieldValues
    created_at: str
    updated_at: str
    deleted_at: str | None
    version: int


class CompanyList(Outbound):
    items: list[Company]
    next_cursor: str | None


class CreateCompany(Inbound):
    name: str = Field(min_length=1, max_length=200)
    domains: list[Domain] = Field(default_factory=list, max_length=20)
    notes: str = Field(default="", max_length=10_000)
    fields: FieldValues = Field(
        default_factory=dict, max_length=80, description="Custom fields; those that are left out stay, null empties one"
    )


class PatchCompany(Inbound):
    """Only the fields that are sent change. `deleted` takes the company away, or brings it back."""

    name: str = Field(default="", max_length=200)
    domains: list[Domain] = Field(default_factory=list, max_length=20)
    notes: str = Field(default="", max_length=10_000)
    fields: FieldValues = Field(
        default_factory=dict, max_length=80, description="Custom fields; those that are left out stay, null empties one"
    )
    deleted: bool = False
