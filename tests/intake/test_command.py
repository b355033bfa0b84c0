"""The same steps on the command line."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from data.build.publish import current_id
from data.intake.__main__ import main
from tests.intake import messy


def test_the_steps_on_the_command_line(
    sample_source: Path, sample_warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse = Path(shutil.copytree(sample_warehouse, tmp_path / "warehouse"))
    here = ["--warehouse", str(warehouse)]
    assert main(["template", "--out", str(tmp_path / "template.xlsx"), *here]) == 0
    lists = openpyxl.load_workbook(tmp_path / "template.xlsx")["Lists"]
    assert "celis" in {cell.value for row in lists.iter_rows() for cell in row}

    file = tmp_path / messy.EXCHANGES
    file.write_bytes(messy.exchanges(sample_source, has_errors=True))
    for_one = ["--partnership", messy.PARTNERSHIP, "--findings", str(tmp_path / "findings")]
    before = current_id(warehouse)
    assert main(["check", str(file), *for_one, *here]) == 1
    said = capsys.readouterr().out
    assert "row 6, status: 'terminé' is no code of status. Remedy:" in said
    assert {path.name for path in (tmp_path / "findings").iterdir()} == {"findings.csv", "findings.xlsx"}

    file.write_bytes(messy.exchanges(sample_source, has_errors=False))
    assert main(["check", str(file), *for_one, *here]) == 0
    assert current_id(warehouse) == before
    assert "exchanges: 650 rows before; 0 added, 1 changed, 0 removed; 650 after" in capsys.readouterr().out
    assert main(["publish", str(file), *for_one, *here, "--note", "June"]) == 0
    assert current_id(warehouse) != before

    assert main(["check", str(tmp_path / "nothing.csv"), *here]) in (1, 2)
    assert main(["check", str(tmp_path), *here]) == 1
