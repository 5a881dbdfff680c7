//! zxing-cpp. "MODE WIDTH HEIGHT FILE" on each line, FILE holding grey pixels and nothing else; the
//! answer is nanoseconds and the texts in hex, parted by commas. MODE "still" reads with the library's
//! own settings, "frame" with its slow options off.

use std::io::{self, BufRead as _, Write as _};
use std::time::Instant;

use zxingcpp::{BarcodeFormat, ImageFormat, ImageView};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let still = zxingcpp::read().formats(BarcodeFormat::QRCode);
    let frame = zxingcpp::read()
        .formats(BarcodeFormat::QRCode)
        .try_harder(false)
        .try_rotate(false)
        .try_invert(false)
        .try_downscale(false);
    for line in io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<_> = line.splitn(4, ' ').collect();
        let [mode, width, height, file] = words[..] else {
            return Err("four words are needed".into());
        };
        let pixels = std::fs::read(file)?;
        let (width, height) = (width.parse::<i32>()?, height.parse::<i32>()?);
        let reader = if mode == "frame" { &frame } else { &still };
        let start = Instant::now();
        let found = reader.from(ImageView::from_slice(
            &pixels,
            width,
            height,
            ImageFormat::Lum,
        )?)?;
        let took = start.elapsed().as_nanos();
        let texts: Vec<String> = found
            .iter()
            .map(|code| {
                code.text()
                    .bytes()
                    .map(|byte| format!("{byte:02x}"))
                    .collect()
            })
            .collect();
        println!("{took} {}", texts.join(","));
        io::stdout().flush()?;
    }
    Ok(())
}
