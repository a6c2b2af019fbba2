#include "core/document/shell.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.hpp"
#include "core/document/characters.hpp"

namespace fettle::document {
namespace {

using Filled = std::expected<std::string, std::string>;

bool is_simple(char c) { return is_name_part(c) || std::string_view("@%+:./-").contains(c); }

/// Means only itself in any language that programs are written in.
bool is_harmless(char c) { return is_name_part(c) || c == '.' || c == '-'; }

bool is_reserved(std::string_view word) {
  static constexpr std::array<std::string_view, 17> kWords{
      "case", "coproc", "do",     "done", "elif",  "else", "esac",  "fi",      "for",
      "if",   "in",     "select", "then", "until", "time", "while", "function"};
  return std::ranges::find(kWords, word) != kWords.end();
}

std::string single_quoted(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out;
}

std::string escaped(std::string_view value, std::string_view special) {
  std::string out;
  for (const char c : value) {
    if (special.contains(c)) out += '\\';
    out += c;
  }
  return out;
}

bool starts_like_name(std::string_view value) { return !value.empty() && is_name_part(value[0]); }

bool has_bad_character(std::string_view value) {
  const auto bad = [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n') || c == '\x7F';
  };
  return std::ranges::any_of(value, bad) || utf8::find_invalid(value) != std::string_view::npos;
}

bool is_whole_number(std::string_view value) {
  if (value.starts_with('-')) value.remove_prefix(1);
  constexpr std::size_t kDigitsMax = 18;
  return !value.empty() && value.size() <= kDigitsMax && std::ranges::all_of(value, is_digit) &&
         (value.size() == 1 || value[0] != '0');
}

Filled fill_bare(const ShellSlot& slot, std::string_view value) {
  const bool descriptor = slot.before_redirect && std::ranges::all_of(value, is_digit);
  if (descriptor || slot.after_variable) return '\'' + single_quoted(value) + '\'';
  return shell_quote(value);
}

Filled fill_double(const ShellSlot& slot, std::string_view value) {
  const std::string apart = slot.after_variable && starts_like_name(value) ? "\"\"" : "";
  return apart + escaped(value, "\\\"$`");
}

Filled fill_here(const ShellSlot& slot, std::string_view value) {
  if (slot.after_variable && starts_like_name(value)) {
    return std::unexpected("would lengthen the name of the variable before it; write `${name}`");
  }
  return escaped(value, "\\$`");
}

Filled fill_comment(std::string_view value) {
  if (value.contains('\n')) {
    return std::unexpected("holds a line break, which would end the comment that it stands in");
  }
  return std::string(value);
}

Filled fill_arithmetic(std::string_view value) {
  if (!is_whole_number(value)) {
    return std::unexpected("must be a whole number where the shell does arithmetic");
  }
  return value.starts_with('-') ? '(' + std::string(value) + ')' : std::string(value);
}

/// A value that is written without quotes, and so as it is or not at all.
bool keeps_its_place(const ShellSlot& slot, std::string_view value) {
  const bool descriptor = slot.before_redirect && std::ranges::all_of(value, is_digit);
  const bool lengthens = slot.after_variable && starts_like_name(value);
  return !descriptor && !lengthens;
}

Filled fill_number(const ShellSlot& slot, std::string_view value) {
  if (is_whole_number(value) && keeps_its_place(slot, value)) return std::string(value);
  return std::unexpected(
      "must be a whole number where the shell does arithmetic with it or it could be a command");
}

Filled fill_simple(const ShellSlot& slot, std::string_view value) {
  if (keeps_its_place(slot, value) && is_safe_value(value)) {
    return std::string(value);
  }
  return std::unexpected(
      "may hold only letters, digits and `_ @ % + : . / -` inside `${...}` and backticks, where "
      "bash evaluates it once more, and where a program reads more than a word in it; put it into "
      "a variable of the script first");
}

Filled fill_program(const ShellSlot& slot, std::string_view value) {
  if (keeps_its_place(slot, value) && std::ranges::all_of(value, is_harmless)) {
    return std::string(value);
  }
  return std::unexpected(
      "may hold only letters, digits and `_ . -` where a second shell or program reads it as "
      "program text or the command itself is not known; hand it over as an argument of a script or "
      "in the environment");
}

Filled fill(const ShellSlot& slot, std::string_view value) {
  if (has_bad_character(value)) {
    return std::unexpected("holds a control character or is not UTF-8");
  }
  const bool number = slot.context != ShellContext::kProgram && is_whole_number(value);
  if (slot.option_place && value.starts_with('-') && !number) {
    return std::unexpected("begins with `-` where it could be an option that runs something");
  }
  switch (slot.context) {
    case ShellContext::kBare:
      return fill_bare(slot, value);
    case ShellContext::kSingleQuotes:
      return single_quoted(value);
    case ShellContext::kDoubleQuotes:
      return fill_double(slot, value);
    case ShellContext::kHereDocument:
      return fill_here(slot, value);
    case ShellContext::kQuotedHereDocument:
      return std::string(value);
    case ShellContext::kComment:
      return fill_comment(value);
    case ShellContext::kArithmetic:
      return fill_arithmetic(value);
    case ShellContext::kSimpleOnly:
      return fill_simple(slot, value);
    case ShellContext::kNumber:
      return fill_number(slot, value);
    case ShellContext::kProgram:
      return fill_program(slot, value);
    case ShellContext::kForbidden:
      return std::unexpected(std::string(forbidden_reason(slot)));
  }
  std::unreachable();
}

/// In double quotes nothing that the variable holds is read as shell text again.
Filled refer(const ShellSlot& slot, std::string_view variable) {
  if (const auto reason = forbidden_for_variable(slot); !reason.empty()) {
    return std::unexpected(std::string(reason));
  }
  auto reference = "${" + std::string(variable) + '}';
  if (slot.context == ShellContext::kBare) return '"' + reference + '"';
  if (slot.context == ShellContext::kSingleQuotes) return "'\"" + reference + "\"'";
  return reference;
}

struct Segment {
  std::size_t begin = 0;
  std::size_t end = 0;
  const ShellSlot* slot = nullptr;
};

/// Whether a line that the segment touches begins as its here-document's delimiter does. Some
/// shells also end the document at `EOF)`, so the beginning is what counts.
bool fakes_delimiter(std::string_view text, const Segment& segment) {
  if (segment.slot->delimiter.empty()) return false;
  const auto before =
      segment.begin == 0 ? std::string_view::npos : text.rfind('\n', segment.begin - 1);
  for (auto line = before == std::string_view::npos ? 0 : before + 1; line <= segment.end;) {
    const auto end = std::min(text.find('\n', line), text.size());
    const auto content = text.substr(line, end - line);
    const auto first = std::min(content.find_first_not_of('\t'), content.size());
    if (content.substr(first).starts_with(segment.slot->delimiter)) return true;
    line = end + 1;
  }
  return false;
}

const std::string* find(const Lookup& lookup, std::string_view name) {
  return lookup ? lookup(name) : nullptr;
}

}  // namespace

bool is_safe_value(std::string_view value) { return std::ranges::all_of(value, is_simple); }

std::string shell_quote(std::string_view value) {
  const bool safe = !value.empty() && is_safe_value(value) && !is_reserved(value);
  return safe ? std::string(value) : '\'' + single_quoted(value) + '\'';
}

bool may_forbid(std::string_view script) {
  return script.contains('$') || script.contains('\\') || script.contains("<<");
}

std::string_view forbidden_reason(const ShellSlot& slot) {
  if (slot.context != ShellContext::kForbidden) return {};
  return "stands where no value can be filled in safely: directly after `$` or a backslash, in "
         "`$'...'`, or in a here-document's delimiter or one without a delimiter";
}

std::string_view forbidden_for_variable(const ShellSlot& slot) {
  switch (slot.context) {
    case ShellContext::kQuotedHereDocument:
      return "is a secret, which a here-document with a quoted delimiter would show as its name";
    case ShellContext::kArithmetic:
    case ShellContext::kSimpleOnly:
    case ShellContext::kNumber:
    case ShellContext::kProgram:
      return "is a secret, whose value can't be checked for where the shell does arithmetic, a "
             "second shell or program reads it, or `${...}` or backticks stand around it";
    default:
      return forbidden_reason(slot);
  }
}

std::expected<std::string, std::vector<ShellProblem>> fill_shell(std::string_view script,
                                                                 const Lookup& lookup,
                                                                 const Lookup& variable_of) {
  auto placeholders = find_placeholders(script);
  std::erase_if(placeholders, [&](const Placeholder& p) {
    return find(lookup, p.name) == nullptr && find(variable_of, p.name) == nullptr;
  });
  const auto slots = shell_slots(script, placeholders);
  std::string text;
  std::vector<Segment> segments;
  std::vector<ShellProblem> problems;
  std::size_t copied = 0;
  for (const auto& slot : slots) {
    const auto* variable = find(variable_of, slot.placeholder.name);
    auto value = variable != nullptr ? refer(slot, *variable)
                                     : fill(slot, *find(lookup, slot.placeholder.name));
    if (!value) {
      problems.push_back({std::string(slot.placeholder.name), std::move(value).error()});
      continue;
    }
    text += script.substr(copied, slot.placeholder.begin - copied);
    segments.push_back({text.size(), text.size() + value->size(), &slot});
    text += *value;
    copied = slot.placeholder.end;
  }
  text += script.substr(copied);
  for (const auto& segment : segments) {
    if (!fakes_delimiter(text, segment)) continue;
    problems.push_back({std::string(segment.slot->placeholder.name),
                        "would make a line that ends the here-document that it stands in"});
  }
  if (!problems.empty()) return std::unexpected(std::move(problems));
  return text;
}

}  // namespace fettle::document
