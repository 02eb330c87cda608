//! Answers as words of a language.

use crate::model::language::Language;
use crate::model::placeholder::{Placeholder, PlaceholderKind, Value};
use icu_plurals::{PluralCategory, PluralRules};

/// What an answer prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    Text(String),
    /// Nothing was answered.
    Open,
    /// The answer is there, but not in this language or form.
    MissingForm,
    /// The answer has the wrong shape; says what was expected, by key.
    Wrong(&'static str),
}

/// The answer to a placeholder, in a language and grammatical form.
pub fn words(
    value: Option<&Value>,
    placeholder: &Placeholder,
    language: &Language,
    code: &str,
    languages: &[&str],
    form: &str,
) -> Words {
    let Some(value) = value.or(placeholder.default.as_ref()) else { return Words::Open };
    let value = match value {
        Value::Table(table) => match table.get(code) {
            Some(inner) => inner,
            None if table.keys().any(|key| languages.contains(&key.as_str())) => return Words::MissingForm,
            None => value,
        },
        other => other,
    };
    match placeholder.kind {
        PlaceholderKind::Date => date(value, language),
        PlaceholderKind::Duration => duration(value, language, code),
        PlaceholderKind::Number => number(value),
        PlaceholderKind::Money => money(value, language),
        PlaceholderKind::Penalty => penalty(value, language, code),
        PlaceholderKind::List => list(value, language),
        PlaceholderKind::Text | PlaceholderKind::State | PlaceholderKind::Authority | PlaceholderKind::Person => {
            named(value, form)
        }
    }
}

fn named(value: &Value, form: &str) -> Words {
    match value {
        Value::Text(text) if text.trim().is_empty() => Words::Open,
        Value::Text(text) if form == "bare" => Words::Text(clean(text)),
        Value::Text(_) => Words::MissingForm,
        Value::Table(forms) => match forms.get(form) {
            Some(Value::Text(text)) => Words::Text(clean(text)),
            Some(_) => Words::Wrong("text"),
            None => Words::MissingForm,
        },
        _ => Words::Wrong("text"),
    }
}

fn date(value: &Value, language: &Language) -> Words {
    let Value::Text(text) = value else { return Words::Wrong("date") };
    let Ok(date) = text.parse::<jiff::civil::Date>() else { return Words::Wrong("date") };
    Words::Text(language.dated(date))
}

/// Number and unit of a duration such as `5 hours`.
pub fn parts(text: &str) -> Option<(i64, &'static str)> {
    let span: jiff::Span = text.parse().ok()?;
    let all = [
        (i64::from(span.get_years()), "years"),
        (i64::from(span.get_months()), "months"),
        (i64::from(span.get_weeks()), "weeks"),
        (i64::from(span.get_days()), "days"),
        (i64::from(span.get_hours()), "hours"),
    ];
    let mut some = all.into_iter().filter(|(n, _)| *n != 0);
    match (some.next(), some.next(), span.get_minutes()) {
        (Some(one), None, 0) if one.0 > 0 => Some(one),
        _ => None,
    }
}

fn duration(value: &Value, language: &Language, code: &str) -> Words {
    let Value::Text(text) = value else { return Words::Wrong("duration") };
    match parts(text) {
        Some((count, unit)) => Words::Text(counted(count, unit, language, code)),
        None => Words::Wrong("duration"),
    }
}

/// `5`, `hours` → `five hours`.
fn counted(count: i64, unit: &str, language: &Language, code: &str) -> String {
    let category = match code
        .parse()
        .ok()
        .and_then(|locale: icu_locale_core::Locale| PluralRules::try_new((&locale).into(), Default::default()).ok())
    {
        Some(rules) => rules.category_for(count as usize),
        None => PluralCategory::Other,
    };
    let key = match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    };
    let forms = language.duration.get(unit);
    let word = forms.and_then(|forms| forms.get(key).or_else(|| forms.get("other"))).cloned().unwrap_or_default();
    let feminine = language.feminine_one.get(unit).filter(|_| count == 1);
    let number = feminine
        .or_else(|| usize::try_from(count).ok().and_then(|i| language.number_words.get(i)))
        .cloned()
        .unwrap_or_else(|| count.to_string());
    // Languages whose singular and dual say the number themselves.
    if matches!(key, "one" | "two") && language.number_words.is_empty() {
        word
    } else {
        format!("{number}\u{a0}{word}")
    }
}

fn number(value: &Value) -> Words {
    match value {
        Value::Integer(n) => Words::Text(n.to_string()),
        Value::Number(n) => Words::Text(n.to_string()),
        _ => Words::Wrong("number"),
    }
}

fn money(value: &Value, language: &Language) -> Words {
    let Value::Table(parts) = value else { return Words::Wrong("money") };
    match (parts.get("amount"), parts.get("currency")) {
        (Some(amount), Some(Value::Text(currency))) => match number(amount) {
            Words::Text(amount) => {
                let written = language.money.replace("{amount}", &amount).replace("{currency}", &clean(currency));
                Words::Text(written.replace(' ', "\u{a0}"))
            }
            other => other,
        },
        _ => Words::Wrong("money"),
    }
}

fn penalty(value: &Value, language: &Language, code: &str) -> Words {
    match value {
        Value::Text(text) => Words::Text(clean(text)),
        Value::Table(parts) => match parts.get("years") {
            Some(Value::Integer(years)) => Words::Text(counted(*years, "years", language, code)),
            _ => Words::Wrong("penalty"),
        },
        _ => Words::Wrong("penalty"),
    }
}

fn list(value: &Value, language: &Language) -> Words {
    let Value::List(items) = value else { return named(value, "bare") };
    let texts: Vec<String> =
        items.iter().filter_map(|item| if let Value::Text(text) = item { Some(clean(text)) } else { None }).collect();
    if texts.len() != items.len() { Words::Wrong("list") } else { Words::Text(joined(&texts, language)) }
}

/// `a, b and c`.
pub fn joined(texts: &[String], language: &Language) -> String {
    match texts.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{}{}{last}", rest.join(&language.separator), language.and),
    }
}

/// A typed answer without what no document can hold.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{E000}' | '\u{E001}' => {}
            ch if ch.is_control() => {}
            ch => out.push(ch),
        }
    }
    out
}
