//! Numbers as labels.

use super::form::NumberStyle;

/// The number in this style; `ordinals` are the words of the language.
pub fn numeral(number: usize, style: NumberStyle, ordinals: &[String]) -> String {
    match style {
        NumberStyle::Decimal => number.to_string(),
        NumberStyle::UpperRoman => roman(number),
        NumberStyle::LowerRoman => roman(number).to_lowercase(),
        NumberStyle::LowerLatin => latin(number, b'a'),
        NumberStyle::UpperLatin => latin(number, b'A'),
        NumberStyle::Abjad => abjad(number),
        NumberStyle::Ordinal => {
            number.checked_sub(1).and_then(|i| ordinals.get(i)).cloned().unwrap_or_else(|| number.to_string())
        }
        NumberStyle::None => String::new(),
    }
}

fn roman(mut number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

/// a … z, aa … zz, as Word counts: 27 is aa, 28 is bb.
fn latin(number: usize, first: u8) -> String {
    let Some(zero) = number.checked_sub(1) else { return String::new() };
    let letter = char::from(first + (zero % 26) as u8);
    letter.to_string().repeat(zero / 26 + 1)
}

/// The letters in abjad order; beyond the twenty-eighth, ten by ten with a leading letter.
fn abjad(number: usize) -> String {
    const LETTERS: [char; 28] = [
        'أ', 'ب', 'ج', 'د', 'ه', 'و', 'ز', 'ح', 'ط', 'ي', 'ك', 'ل', 'م', 'ن', 'س', 'ع', 'ف', 'ص', 'ق', 'ر', 'ش', 'ت',
        'ث', 'خ', 'ذ', 'ض', 'ظ', 'غ',
    ];
    let Some(zero) = number.checked_sub(1) else { return String::new() };
    let letter = LETTERS[zero % LETTERS.len()];
    letter.to_string().repeat(zero / LETTERS.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_each_style() {
        let write = |style| [1, 4, 9, 14, 27].map(|n| numeral(n, style, &[]));
        assert_eq!(write(NumberStyle::UpperRoman), ["I", "IV", "IX", "XIV", "XXVII"]);
        assert_eq!(write(NumberStyle::LowerLatin), ["a", "d", "i", "n", "aa"]);
        assert_eq!(write(NumberStyle::Abjad), ["أ", "د", "ط", "ن", "ظ"]);
        assert_eq!(numeral(2, NumberStyle::Ordinal, &["erste".into(), "zweite".into()]), "zweite");
        assert_eq!(numeral(3, NumberStyle::Ordinal, &["erste".into(), "zweite".into()]), "3");
    }
}
