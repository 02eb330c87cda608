//! Numbers as labels.

use super::form::NumberStyle;

/// What a language counts with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counting<'a> {
    /// Ordinals in words: the first is number one.
    pub ordinals: &'a [String],
    /// Its letters, where they are not a to z.
    pub letters: Option<&'a str>,
}

/// The number in this style. Beyond the last ordinal a number is written in digits.
pub fn numeral(number: usize, style: NumberStyle, counting: Counting) -> String {
    match style {
        NumberStyle::Decimal => number.to_string(),
        NumberStyle::UpperRoman => roman(number),
        NumberStyle::LowerRoman => roman(number).to_lowercase(),
        NumberStyle::LowerLatin => letters(number, counting.letters.unwrap_or(LATIN)),
        NumberStyle::UpperLatin => letters(number, LATIN).to_uppercase(),
        NumberStyle::Abjad => abjad(number),
        NumberStyle::Ordinal | NumberStyle::Counted | NumberStyle::CountedLines => {
            let word = number.checked_sub(1).and_then(|i| counting.ordinals.get(i));
            word.cloned().unwrap_or_else(|| number.to_string())
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

const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";

/// a … z, aa … zz, as Word counts: 27 is aa, 28 is bb.
fn letters(number: usize, alphabet: &str) -> String {
    let count = alphabet.chars().count().max(1);
    let Some(zero) = number.checked_sub(1) else { return String::new() };
    let letter: String = alphabet.chars().skip(zero % count).take(1).collect();
    letter.repeat(zero / count + 1)
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
        let write = |style| [1, 4, 9, 14, 27].map(|n| numeral(n, style, Counting::default()));
        assert_eq!(write(NumberStyle::UpperRoman), ["I", "IV", "IX", "XIV", "XXVII"]);
        assert_eq!(write(NumberStyle::LowerLatin), ["a", "d", "i", "n", "aa"]);
        assert_eq!(write(NumberStyle::UpperLatin), ["A", "D", "I", "N", "AA"]);
        assert_eq!(write(NumberStyle::Abjad), ["أ", "د", "ط", "ن", "ظ"]);
    }

    #[test]
    fn ordinals_and_letters_are_those_of_the_language() {
        let ordinals = ["erste".to_string(), "zweite".to_string()];
        let german = Counting { ordinals: &ordinals, letters: None };
        assert_eq!([1, 2, 3].map(|n| numeral(n, NumberStyle::Ordinal, german)), ["erste", "zweite", "3"]);
        let spanish = Counting { ordinals: &[], letters: Some("abcdefghijklmnñopqrstuvwxyz") };
        assert_eq!([14, 15, 16, 28].map(|n| numeral(n, NumberStyle::LowerLatin, spanish)), ["n", "ñ", "o", "aa"]);
    }
}
