//! totp-rs as it comes. First line: seeds in hex, parted by commas. Then a time on each line; the
//! answer is nanoseconds and the codes, parted by commas.

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{self, BufRead as _, Write as _};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut lines = io::stdin().lock().lines();
    let seeds = lines.next().ok_or("no seeds")??;
    let mut totps = Vec::new();
    for seed in seeds.split(',') {
        let bytes: Result<Vec<u8>, _> = (0..seed.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&seed[at..at + 2], 16))
            .collect();
        let builder = totp_rs::Builder::new().with_secret(bytes?);
        totps.push(builder.build_noncompliant());
    }

    let mut text = String::with_capacity(16);
    for line in lines {
        let time = line?.parse()?;
        let start = Instant::now();
        for totp in &totps {
            text.clear();
            write!(text, "{}", totp.generate(time))?;
            black_box(text.as_str());
        }
        let took = start.elapsed().as_nanos();
        let codes: Vec<_> = totps
            .iter()
            .map(|totp| totp.generate(time).to_string())
            .collect();
        println!("{took} {}", codes.join(","));
        io::stdout().flush()?;
    }
    Ok(())
}
