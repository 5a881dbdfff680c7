"""Makes the pictures beside it from `base.png`, which `kodevagt_core::qr::draw` drew, one pixel to a module: kinds of file
that the tests can't write themselves. Needs Pillow.

    python make.py
"""

from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
code = Image.open(HERE / "base.png").convert("L")
small = code.crop((0, 0, 18, 18))
code = code.resize((2 * code.width, 2 * code.height), Image.Resampling.NEAREST)
blank = Image.new("L", code.size, 255)

code.convert("1").save(HERE / "one-bit.png", optimize=True)
code.convert("P").save(HERE / "palette.png", optimize=True)

clear = Image.new("P", code.size, 1)
clear.putpalette([0, 0, 0, 0, 0, 0])
clear.putdata([0 if light < 128 else 1 for light in code.tobytes()])
clear.save(HERE / "palette-transparent.png", transparency=1)

code.save(HERE / "animated.png", save_all=True, append_images=[blank], duration=100)
code.convert("RGB").save(
    HERE / "animated.webp", save_all=True, append_images=[blank.convert("RGB")], lossless=True
)
code.convert("RGB").save(HERE / "lossy.webp", quality=20)

rgba = Image.new("RGBA", code.size, (0, 0, 0, 0))
rgba.putalpha(code.point(lambda light: 255 - light))
rgba.save(HERE / "transparent.webp", lossless=True, exact=True)

code.save(HERE / "grey.jpg", quality=30)
code.convert("RGB").save(HERE / "progressive.jpg", quality=30, progressive=True)
code.convert("CMYK").save(HERE / "cmyk.jpg", quality=30)
code.convert("RGB").rotate(90).save(HERE / "sideways.jpg", quality=30, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0")

for name, options in [
    ("small.png", {}),
    ("small.jpg", {"quality": 30}),
    ("small-lossy.webp", {"quality": 20}),
    ("small-lossless.webp", {"lossless": True}),
]:
    small.save(HERE / name, **options)
for name in ("small-animated.png", "small-animated.webp"):
    small.save(HERE / name, save_all=True, append_images=[small.rotate(90)], duration=100)
