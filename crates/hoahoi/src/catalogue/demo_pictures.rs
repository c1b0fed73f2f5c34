//! Drawings for demonstration records: nobody's photograph is needed, and nobody takes them for one.

use std::f32::consts::PI;
use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use serde::Deserialize;

/// Width and height of a drawing in pixels.
const SIZE: (u32, u32) = (640, 400);
/// Who made them, and how they may be used.
pub const CREDIT: &str = "hình vẽ của Hoa Hồi";
pub const LICENCE: &str = "dùng được, ghi rõ là hình minh họa";
/// Points looked at in each pixel, along one side: smooth edges.
const POINTS: u32 = 2;

/// A colour, each part between 0 and 1.
type Colour = [f32; 3];

const PAPER: Colour = [0.90, 0.95, 0.92];
const SHADE: Colour = [0.82, 0.89, 0.85];

/// What can be drawn.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Drawing {
    /// A star anise with eight pods.
    Star,
    /// A slice of a mandarin.
    Slice,
}

impl Drawing {
    /// What it shows, in words that tell it from a photograph.
    #[must_use]
    pub fn caption(self) -> &'static str {
        match self {
            Self::Star => "Hoa hồi tám cánh (hình vẽ minh họa)",
            Self::Slice => "Lát cắt ngang quả quýt (hình vẽ minh họa)",
        }
    }
}

/// Draws a picture as PNG.
///
/// # Errors
/// When it cannot be written.
pub fn draw(drawing: Drawing) -> image::ImageResult<Vec<u8>> {
    let (width, height) = SIZE;
    #[allow(clippy::cast_precision_loss)]
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let mut sum = [0.0; 3];
        for point in 0..POINTS * POINTS {
            let part = |n: u32| (n as f32 + 0.5) / POINTS as f32;
            let across =
                (x as f32 + part(point % POINTS)) / height as f32 - width as f32 / height as f32 / 2.0;
            let down = (y as f32 + part(point / POINTS)) / height as f32 - 0.5;
            let seen = match drawing {
                Drawing::Star => star(across, down),
                Drawing::Slice => slice(across, down),
            };
            let seen = seen.unwrap_or_else(|| between(PAPER, SHADE, down + 0.5));
            sum = [sum[0] + seen[0], sum[1] + seen[1], sum[2] + seen[2]];
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Rgb(sum.map(|part| (part / (POINTS * POINTS) as f32 * 255.0).clamp(0.0, 255.0) as u8))
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}

fn between(from: Colour, to: Colour, share: f32) -> Colour {
    let mix = |i: usize| from[i] + (to[i] - from[i]) * share.clamp(0.0, 1.0);
    [mix(0), mix(1), mix(2)]
}

/// Eight pods around a middle, each with its seam and its seed; nothing where the paper shows.
fn star(x: f32, y: f32) -> Option<Colour> {
    let (radius, angle) = (x.hypot(y) / 0.42, y.atan2(x));
    let turn = (angle / (PI / 4.0)).round() * (PI / 4.0);
    let (along, across) = (radius * (angle - turn).cos(), (radius * (angle - turn).sin()).abs());
    if !(0.05..1.0).contains(&along) {
        return None;
    }
    let half = 0.19 * (PI * along.powf(0.75)).sin();
    if across > half {
        return None;
    }
    let seed = ((along - 0.56) / 0.13).powi(2) + (across / 0.055).powi(2);
    let colour = match seed {
        near if near < 0.55 => between([0.80, 0.53, 0.25], [0.62, 0.36, 0.12], near),
        near if near < 1.0 => [0.50, 0.27, 0.08],
        _ if across < 0.012 => [0.36, 0.17, 0.05],
        _ => between([0.43, 0.21, 0.06], [0.66, 0.38, 0.16], across / half.max(0.01)),
    };
    Some(colour)
}

/// Peel, pith and ten segments; nothing where the paper shows.
fn slice(x: f32, y: f32) -> Option<Colour> {
    let (radius, angle) = (x.hypot(y) / 0.40, y.atan2(x));
    let pith = [0.99, 0.93, 0.80];
    let step = PI / 5.0;
    let aside = radius * ((angle / step - (angle / step).round()) * step).sin().abs();
    let colour = match radius {
        far if far > 1.0 => return None,
        far if far > 0.93 => between([0.93, 0.58, 0.13], [0.85, 0.46, 0.07], (far - 0.93) / 0.07),
        far if !(0.07..=0.87).contains(&far) || aside < 0.014 => pith,
        far => between([0.99, 0.76, 0.33], [0.95, 0.60, 0.15], (far + 0.25 * (angle * 31.0).sin()).abs()),
    };
    Some(colour)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn drawings_are_pictures_that_the_system_takes() {
        for drawing in [Drawing::Star, Drawing::Slice] {
            let ready = crate::catalogue::media::picture::prepare(&draw(drawing).unwrap()).unwrap();
            assert_eq!((ready.width, ready.height), SIZE);
        }
    }
}
