"""Import and export by the screen, through the file store and the real workflow."""

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import ADMIN, OpenScreen
from tests.e2e.waiting import eventually


def test_a_file_is_checked_imported_and_taken_out_again(
    admin: Api, open_screen: OpenScreen, word: str, tmp_path: Path
) -> None:
    table = tmp_path / "old desk.csv"
    table.write_text(f"Id;Title;E-mail;Text\n{word};Old {word};{word}@a.example;Hi\n;Bad {word};nobody;\n", "utf-8")
    # Lower than the fields of a column are long.
    screen = open_screen(viewport={"width": 1440, "height": 600})
    screen.sign_in(ADMIN, at="/settings/transfer")
    page = screen.page
    page.get_by_label("File").set_input_files(table)
    page.get_by_role("combobox", name="Field of the column E-mail").click()
    page.get_by_role("option", name="Requester’s email").click()
    assert screen.violations() == []
    outcome = page.get_by_test_id("transfer-outcome")
    page.get_by_role("button", name="Check without importing").click()
    expect(outcome).to_contain_text("1 can be imported, 0 are here already, 1 would be refused.", timeout=60_000)
    page.get_by_role("button", name="Import", exact=True).click()
    expect(outcome).to_contain_text("1 imported, 0 as before, 1 refused.", timeout=60_000)
    expect(page.get_by_test_id("transfer-refused")).to_contain_text(f"Line 3: Bad {word}")
    expect(page.get_by_test_id("transfer-refused")).to_contain_text("Requester’s email: This is not an e-mail address")
    assert screen.violations() == []
    with page.expect_download() as refused:
        page.get_by_role("button", name="Download the refused rows").click()
    repaired = tmp_path / "refused.csv"
    repaired.write_text(refused.value.path().read_text("utf-8-sig").replace("nobody", f"rosa{word}@a.example"), "utf-8")
    page.get_by_label("File", exact=True).set_input_files(repaired)
    expect(page.get_by_role("combobox", name="Field of the column refused_reason")).to_have_text("Leave out")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(outcome).to_contain_text("1 imported, 0 as before, 0 refused.", timeout=60_000)
    assert admin.ticket_with_subject(f"Bad {word}") is not None
    ticket = admin.ticket_with_subject(f"Old {word}")
    assert ticket is not None
    assert [message["text"] for message in admin.messages(ticket["id"])] == ["Hi"]
    eventually(lambda: admin.get("/search", q=word)["items"], "the imported ticket by searching")
    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download(timeout=60_000) as export:
        page.get_by_role("button", name="Download", exact=True).click(timeout=60_000)
    assert f"Old {word}" in export.value.path().read_text("utf-8-sig")
