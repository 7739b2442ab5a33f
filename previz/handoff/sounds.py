"""Sound and its words among the exports."""

from previz.handoff.package import Package
from previz.sound import captions


def stems(package: Package) -> list[str]:
    """Every stem of the film."""
    return [f"stems/{path.name}" for path in package.stems.values()]


def srt(package: Package) -> list[str]:
    """Captions as SubRip."""
    return _captions(package, "srt", captions.srt(package.material.captions, package.material.cut.rate))


def vtt(package: Package) -> list[str]:
    """Captions as WebVTT."""
    return _captions(package, "vtt", captions.vtt(package.material.captions, package.material.cut.rate))


def _captions(package: Package, suffix: str, text: str) -> list[str]:
    name = f"{package.material.name}.{suffix}"
    package.folder.put(name, lambda path: path.write_text(text, "utf-8"))
    return [name]
