//! A picture made ready for the page: turned upright, made smaller, and freed of all remarks.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageReader, Limits, RgbImage};

/// The longer side of the large picture, in pixels.
const LARGE: u32 = 1_600;
/// The longer side of the small one.
const SMALL: u32 = 640;
/// The longest side that is read at all, and the memory that reading may take: against pictures made to burst it.
const LONGEST: u32 = 12_000;
const MEMORY: u64 = 256 * 1024 * 1024;
/// JPEG quality at which nobody sees a difference on a screen.
const QUALITY: u8 = 82;

/// A picture in two sizes, both JPEG.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The large one.
    pub large: Vec<u8>,
    /// The small one, for cards.
    pub small: Vec<u8>,
    /// Width of the large one in pixels.
    pub width: u32,
    /// Height of the large one in pixels.
    pub height: u32,
}

/// Reads a JPEG, PNG or WebP and writes it anew. Only the colour profile is taken over; what is transparent becomes
/// white.
///
/// # Errors
/// When the bytes are no such picture, are damaged, or the picture is larger than can be read safely.
pub fn prepare(bytes: &[u8]) -> image::ImageResult<Prepared> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST);
    limits.max_image_height = Some(LONGEST);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    // bytes 16 to 19 of a profile name its colours (ICC.1, 7.2): others than RGB mean nothing to what is written
    let profile = decoder.icc_profile()?.filter(|profile| profile.get(16..20) == Some(b"RGB ".as_slice()));
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    let picture = on_white(picture);
    let large = within(&picture, LARGE);
    let small = within(&picture, SMALL);
    Ok(Prepared {
        width: large.width(),
        height: large.height(),
        large: jpeg(&large, profile.clone())?,
        small: jpeg(&small, profile)?,
    })
}

fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return DynamicImage::ImageRgb8(picture.into_rgb8());
    }
    let seen = picture.into_rgba8();
    let paper = RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0.map(u16::from);
        let over = |colour: u16| u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255);
        image::Rgb([over(red), over(green), over(blue)])
    });
    DynamicImage::ImageRgb8(paper)
}

/// The picture with sides of at most so many pixels; a smaller one stays as it is.
fn within(picture: &DynamicImage, side: u32) -> DynamicImage {
    if picture.width() <= side && picture.height() <= side {
        return picture.clone();
    }
    picture.resize(side, side, FilterType::CatmullRom)
}

fn jpeg(picture: &DynamicImage, profile: Option<Vec<u8>>) -> image::ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile).map_err(image::ImageError::Unsupported)?;
    }
    encoder.encode_image(picture)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use image::{ImageFormat, Rgba, RgbaImage};
    use proptest::prelude::*;

    use super::*;

    fn png(width: u32, height: u32, colour: [u8; 4]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let picture = RgbaImage::from_pixel(width, height, Rgba(colour));
        picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        bytes
    }

    /// A JPEG with an EXIF segment that holds an orientation (TIFF tag 0x0112) and a remark.
    fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        exif.extend(b"21.9012N 106.3187E");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
    }

    #[test]
    fn pictures_are_made_smaller_and_never_larger() {
        let wide = prepare(&png(3_000, 1_000, [0, 90, 60, 255])).unwrap();
        assert_eq!((wide.width, wide.height), (1_600, 533));
        let small = prepare(&png(20, 10, [0, 90, 60, 255])).unwrap();
        assert_eq!((small.width, small.height), (20, 10));
        assert_eq!(image::load_from_memory(&small.small).unwrap().width(), 20);
    }

    #[test]
    fn what_is_transparent_becomes_white() {
        let seen = image::load_from_memory(&prepare(&png(8, 8, [200, 0, 0, 0])).unwrap().large).unwrap();
        assert_eq!(seen.to_rgb8().get_pixel(4, 4).0, [255, 255, 255]);
    }

    #[test]
    fn a_picture_stands_upright_and_its_remarks_are_gone() {
        let plain = prepare(&png(40, 20, [10, 20, 30, 255])).unwrap().large;
        let photo = with_exif(&plain, 6);
        assert!(photo.windows(4).any(|w| w == b"Exif"));
        let upright = prepare(&photo).unwrap();
        assert_eq!((upright.width, upright.height), (20, 40));
        for bytes in [&upright.large, &upright.small] {
            assert!(!bytes.windows(4).any(|w| w == b"Exif" || w == b"1.90"));
        }
    }

    #[test]
    fn a_picture_that_would_burst_memory_is_refused() {
        // a header that promises 60,000 x 60,000 pixels
        let mut bytes = png(1, 1, [0, 0, 0, 255]);
        bytes[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        assert!(prepare(&bytes).is_err());
    }

    proptest! {
        #[test]
        fn damaged_bytes_are_refused_and_never_worse(at in 0_usize..60, byte in any::<u8>()) {
            let mut bytes = png(4, 4, [1, 2, 3, 255]);
            let length = bytes.len();
            bytes[at % length] = byte;
            let _ = prepare(&bytes);
        }
    }
}
