//! What `qrencode` drew, the phone reads; what the phone shows, `oathtool` computes.

use std::path::{Path, PathBuf};

use image::imageops;

use crate::kodevagt::{Phone, scan};
use crate::{oathtool, qrencode};

/// A secret of its own for each account, 20 bytes or more: accounts that are the same would be duplicates.
fn secret(number: usize) -> String {
    let bytes: Vec<u8> = (0..20 + number % 45)
        .map(|index| (index * 7 + number * 31 + 5) as u8)
        .collect();
    base32::encode(base32::Alphabet::Rfc4648 { padding: false }, &bytes)
}

#[test]
fn totp_is_what_oathtool_says() {
    let phone = Phone::new();
    let rules: Vec<_> = ["SHA1", "SHA256", "SHA512"]
        .into_iter()
        .flat_map(|algorithm| [6, 7, 8].map(|digits| (algorithm, digits)))
        .flat_map(|(algorithm, digits)| [30, 60, 17].map(|period| (algorithm, digits, period)))
        .enumerate()
        .collect();
    let pictures: Vec<_> = rules
        .iter()
        .map(|(number, (algorithm, digits, period))| {
            let secret = secret(*number);
            let uri = format!(
                "otpauth://totp/R%C3%A5dhuset:nr{number}@example.dk?secret={secret}&issuer=R%C3%A5dhuset\
                 &algorithm={algorithm}&digits={digits}&period={period}"
            );
            qrencode::draw(&phone, &format!("totp-{number}"), &uri, &[])
        })
        .collect();
    let ids = scan(&phone, &pictures);

    // The last two: either side of the second at which the steps of 30 s change.
    for at in [
        59,
        1_111_111_109,
        20_000_000_000,
        1_800_000_029,
        1_800_000_030,
    ] {
        let codes = phone.done(&["codes", "--at", &at.to_string()]);
        let codes = codes.as_array().unwrap();
        assert_eq!(codes.len(), ids.len());
        for (number, (algorithm, digits, period)) in &rules {
            let code = codes
                .iter()
                .find(|code| code["id"] == ids[*number])
                .unwrap();
            let step = u64::from(*period);
            let by_oathtool =
                |at| oathtool::totp(&secret(*number), algorithm, *digits, *period, at);
            assert_eq!(code["code"], by_oathtool(at), "{code}");
            assert_eq!(code["next"], by_oathtool(at + step), "{code}");
            assert_eq!(code["valid_from"], at / step * step, "{code}");
            assert_eq!(code["valid_until"], (at / step + 1) * step, "{code}");
            assert_eq!(code["issuer"], "Rådhuset");
        }
    }
}

#[test]
fn hotp_is_what_oathtool_says_and_counts() {
    let phone = Phone::new();
    let rules = [(0, 6), (1, 8), (41, 7), (4_294_967_295, 6)];
    let pictures = rules.map(|(counter, digits)| {
        let secret = secret(digits + counter as usize % 1000);
        let uri =
            format!("otpauth://hotp/nr{counter}?secret={secret}&digits={digits}&counter={counter}");
        qrencode::draw(&phone, &format!("hotp-{counter}"), &uri, &["--level=M"])
    });
    let ids = scan(&phone, &pictures);
    for (id, (first, digits)) in ids.iter().zip(rules) {
        let secret = secret(digits + first as usize % 1000);
        for counter in first..first + 2 {
            let shown = phone.done(&["code", id]);
            assert_eq!(
                shown["code"],
                oathtool::hotp(&secret, digits as u8, counter),
                "{shown}"
            );
        }
    }
}

#[test]
fn a_picture_is_read_whatever_its_size_and_way_up() {
    let phone = Phone::new();
    let mut pictures = Vec::new();
    for level in ["L", "M", "Q", "H"] {
        for (size, version) in [("2", "0"), ("3", "13"), ("10", "20"), ("4", "40")] {
            let number = pictures.len();
            let uri = format!("otpauth://totp/nr{number}?secret={}", secret(number));
            let name = format!("picture-{number}");
            let options = ["-l", level, "-s", size, "-v", version];
            let picture = qrencode::draw(&phone, &name, &uri, &options);
            turn(&picture, number / 4 + number);
            pictures.push(picture);
        }
    }
    let ids = scan(&phone, &pictures);
    let at = 1_700_000_000;
    let codes = phone.done(&["codes", "--at", &at.to_string()]);
    for (number, id) in ids.iter().enumerate() {
        let mut codes = codes.as_array().unwrap().iter();
        let code = codes.find(|code| code["id"] == **id).unwrap();
        let expected = oathtool::totp(&secret(number), "SHA1", 6, 30, at);
        assert_eq!(code["code"], expected, "{}", pictures[number].display());
    }
}

#[test]
fn several_codes_in_one_picture_are_several_accounts() {
    let phone = Phone::new();
    let drawn: Vec<_> = (0..3)
        .map(|number| {
            let uri = format!("otpauth://totp/nr{number}?secret={}", secret(number));
            let picture = qrencode::draw(&phone, &format!("one-{number}"), &uri, &["-s", "5"]);
            image::open(picture).unwrap().to_luma8()
        })
        .collect();
    let side = drawn[0].width();
    let mut sheet = image::GrayImage::from_pixel(side * 2, side * 2, image::Luma([255]));
    for (number, (x, y)) in [(0, 0), (side, 0), (0, side)].into_iter().enumerate() {
        imageops::overlay(&mut sheet, &drawn[number], x.into(), y.into());
    }
    let picture = phone.file("sheet.png");
    sheet.save(&picture).unwrap();

    let answer = phone.done(&["scan", picture.to_str().unwrap()]);
    assert_eq!(answer["entries"].as_array().unwrap().len(), 3, "{answer}");
    let at = 1_700_000_000;
    let codes = phone.done(&["codes", "--at", &at.to_string()]);
    for number in 0..3 {
        let mut codes = codes.as_array().unwrap().iter();
        let label = format!("nr{number}");
        let code = codes.find(|code| code["label"] == label).unwrap();
        assert_eq!(
            code["code"],
            oathtool::totp(&secret(number), "SHA1", 6, 30, at)
        );
    }
}

/// Turns a picture by quarters, in place.
fn turn(picture: &Path, quarters: usize) {
    let upright = image::open(picture).unwrap();
    let turned = match quarters % 4 {
        0 => upright,
        1 => upright.rotate90(),
        2 => upright.rotate180(),
        _ => upright.rotate270(),
    };
    turned.save(PathBuf::from(picture)).unwrap();
}
