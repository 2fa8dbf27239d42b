"""Model files: used only when every byte is the published one."""

import hashlib
from pathlib import Path

import pytest

from runtime import weights
from runtime.errors import WeightsProblem
from runtime.weights_install import check, install, is_proven

PIECES = [b"first half, ", b"second half"]
HASHES = {"model.bin": hashlib.sha256(b"".join(PIECES)).hexdigest()}


def pieces(tmp_path: Path, contents: list[bytes]) -> dict[str, list[Path]]:
    paths = [tmp_path / f"part{number}" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    return {"model.bin": paths}


def test_parts_are_joined_and_proven(tmp_path: Path) -> None:
    place = tmp_path / "models" / "tiny"
    install(place, HASHES, pieces(tmp_path, PIECES))
    assert (place / "model.bin").read_bytes() == b"first half, second half"
    assert is_proven(place, HASHES)


def test_damaged_part_is_refused_with_a_sentence_and_nothing_is_left_to_use(tmp_path: Path) -> None:
    place = tmp_path / "models" / "tiny"
    with pytest.raises(WeightsProblem, match="not the published file"):
        install(place, HASHES, pieces(tmp_path, [b"first half, ", b"Second half"]))
    assert not place.exists()


def test_other_published_hashes_make_the_folder_anew(tmp_path: Path) -> None:
    place = tmp_path / "models" / "tiny"
    install(place, HASHES, pieces(tmp_path, PIECES))
    newer = {"model.bin": hashlib.sha256(b"newer").hexdigest()}
    assert not is_proven(place, newer)
    install(place, newer, pieces(tmp_path, [b"newer"]))
    assert (place / "model.bin").read_bytes() == b"newer"


def test_rot_on_the_disk_is_found_by_check(tmp_path: Path) -> None:
    place = tmp_path / "models" / "tiny"
    install(place, HASHES, pieces(tmp_path, PIECES))
    (place / "model.bin").write_bytes(b"rotten")
    with pytest.raises(WeightsProblem):
        check(place, HASHES)


def test_local_folder_and_hub_name_are_taken_as_they_are(tmp_path: Path) -> None:
    assert weights.resolve(str(tmp_path), tmp_path) == str(tmp_path)
    assert weights.resolve("large-v3-turbo", tmp_path) == "large-v3-turbo"


@pytest.mark.model
def test_installed_wheels_hold_the_published_models(tmp_path: Path) -> None:
    place = Path(weights.resolve("base", tmp_path))
    assert sorted(weights.WHISPER_BASE) == sorted(path.name for path in place.iterdir() if path.name != "SHA256SUMS")
    model, tokenizer = weights.minilm(tmp_path)
    assert (model.name, tokenizer.name) == ("model.onnx", "tokenizer.json")
    weights.verify(tmp_path)
