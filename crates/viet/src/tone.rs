//! Where a syllable carries its tone mark.
//!
//! Two habits live side by side (`hòa`, `thúy` in older print and in most official documents; `hoà`, `thuý` in
//! schoolbooks), and hurried typing adds others (`hòan`). They are one word to a reader.

use unicode_normalization::char::is_combining_mark;

/// Vowels without tone, each with its forms in the order grave, hook, tilde, acute, dot below.
const VOWELS: [(char, [char; 5]); 12] = [
    ('a', ['à', 'ả', 'ã', 'á', 'ạ']),
    ('ă', ['ằ', 'ẳ', 'ẵ', 'ắ', 'ặ']),
    ('â', ['ầ', 'ẩ', 'ẫ', 'ấ', 'ậ']),
    ('e', ['è', 'ẻ', 'ẽ', 'é', 'ẹ']),
    ('ê', ['ề', 'ể', 'ễ', 'ế', 'ệ']),
    ('i', ['ì', 'ỉ', 'ĩ', 'í', 'ị']),
    ('o', ['ò', 'ỏ', 'õ', 'ó', 'ọ']),
    ('ô', ['ồ', 'ổ', 'ỗ', 'ố', 'ộ']),
    ('ơ', ['ờ', 'ở', 'ỡ', 'ớ', 'ợ']),
    ('u', ['ù', 'ủ', 'ũ', 'ú', 'ụ']),
    ('ư', ['ừ', 'ử', 'ữ', 'ứ', 'ự']),
    ('y', ['ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ']),
];

/// The letter of a Vietnamese letter without any mark, in lower case; `None` for a letter of no Vietnamese word.
pub(crate) fn bare(c: char) -> Option<char> {
    Some(match c {
        'Đ' | 'đ' => 'd',
        'À'..='Ã' | 'à'..='ã' | 'Ă' | 'ă' | 'Ạ'..='ặ' => 'a',
        'È'..='Ê' | 'è'..='ê' | 'Ẹ'..='ệ' => 'e',
        'Ì' | 'Í' | 'ì' | 'í' | 'Ĩ' | 'ĩ' | 'Ỉ'..='ị' => 'i',
        'Ò'..='Õ' | 'ò'..='õ' | 'Ơ' | 'ơ' | 'Ọ'..='ợ' => 'o',
        'Ù' | 'Ú' | 'ù' | 'ú' | 'Ũ' | 'ũ' | 'Ư' | 'ư' | 'Ụ'..='ự' => 'u',
        'Ý' | 'ý' | 'Ỳ'..='ỹ' => 'y',
        _ => return None,
    })
}

/// The lower-case letter without its tone, and the tone: 0 none, then grave, hook, tilde, acute, dot below, which
/// is the order of Vietnamese dictionaries. Letters that are no Vietnamese vowels come back as they are.
pub(crate) fn split(c: char) -> (char, u8) {
    if c.is_ascii() {
        return (c, 0);
    }
    for (plain, forms) in VOWELS {
        for (tone, form) in (1..).zip(forms) {
            if form == c {
                return (plain, tone);
            }
        }
    }
    (c, 0)
}

fn join(plain: char, tone: u8) -> char {
    VOWELS
        .iter()
        .find(|(vowel, _)| *vowel == plain)
        .and_then(|(_, forms)| forms.get(usize::from(tone).checked_sub(1)?))
        .copied()
        .unwrap_or(plain)
}

fn is_vowel(plain: char) -> bool {
    VOWELS.iter().any(|(vowel, _)| *vowel == plain)
}

/// Appends `word` (lower case, NFC) to `out` with the tone of each vowel cluster in its usual place. A word with
/// marks that did not compose is no Vietnamese word and stays as it is.
pub(crate) fn push_unified(word: &str, out: &mut String) {
    if word.is_ascii() || word.chars().any(is_combining_mark) {
        out.push_str(word);
        return;
    }
    let letters: Vec<(char, u8)> = word.chars().map(split).collect();
    let mut at = 0;
    while at < letters.len() {
        if !is_vowel(letters[at].0) {
            out.push(letters[at].0);
            at += 1;
            continue;
        }
        let start = at;
        while at < letters.len() && is_vowel(letters[at].0) {
            at += 1;
        }
        push_cluster(&letters, start, at, out);
    }
}

/// Appends the vowels `letters[start..end]`. A cluster with no tone, or with more than one, is left alone.
fn push_cluster(letters: &[(char, u8)], start: usize, end: usize, out: &mut String) {
    let cluster = &letters[start..end];
    let mut tones = cluster.iter().filter(|(_, tone)| *tone > 0);
    let single = match (tones.next(), tones.next()) {
        (Some((_, tone)), None) => *tone,
        _ => {
            out.extend(cluster.iter().map(|(plain, tone)| join(*plain, *tone)));
            return;
        }
    };
    let before = start.checked_sub(1).map(|i| letters[i].0);
    let closed = letters.get(end).is_some_and(|(c, _)| c.is_alphabetic());
    let bearer = bearer(before, cluster, closed);
    for (i, (plain, _)) in cluster.iter().enumerate() {
        out.push(if i == bearer { join(*plain, single) } else { *plain });
    }
}

/// The index within the cluster of the vowel that carries the tone.
fn bearer(before: Option<char>, cluster: &[(char, u8)], closed: bool) -> usize {
    // In "qu…" and "gi…" the first vowel letter belongs to the initial consonant.
    let glide = match (before, cluster[0].0) {
        (Some('q'), 'u') | (Some('g'), 'i') if cluster.len() > 1 => 1,
        _ => 0,
    };
    let nucleus = &cluster[glide..];
    if let Some(marked) = nucleus.iter().rposition(|(c, _)| matches!(c, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư'))
    {
        return glide + marked;
    }
    glide
        + match nucleus.len() {
            1 => 0,
            2 if closed => 1,
            2 => 0,
            _ => 1,
        }
}
