#include "core/document/placeholder.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "core/document/characters.hpp"

namespace fettle::document {
namespace {

constexpr std::array<std::string_view, 10> kTemplateWords{
    "end", "else", "range", "if", "with", "define", "block", "template", "break", "continue"};

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

/// The placeholder whose braces open at `begin`, if one does.
std::optional<Placeholder> read_placeholder(std::string_view text, std::size_t begin) {
  const auto name_begin = skip_blanks(text, begin + 2);
  auto name_end = name_begin;
  while (name_end < text.size() && is_name_part(text[name_end])) ++name_end;
  const auto close = skip_blanks(text, name_end);
  const auto name = text.substr(name_begin, name_end - name_begin);
  if (text.substr(close, 2) != "}}" || !is_placeholder_name(name)) return std::nullopt;
  const auto end = close + 2;
  const bool triple = begin > 0 && text[begin - 1] == '{' && end < text.size() && text[end] == '}';
  if (triple) return std::nullopt;  // `{{{ x }}}` belongs to another template language
  return Placeholder{name, begin, end};
}

}  // namespace

bool is_placeholder_name(std::string_view name) {
  return !name.empty() && is_name_start(name[0]) && std::ranges::all_of(name, is_name_part) &&
         std::ranges::find(kTemplateWords, name) == kTemplateWords.end();
}

std::optional<Placeholder> next_placeholder(std::string_view text, std::size_t from) {
  for (auto at = text.find("{{", from); at != std::string_view::npos;
       at = text.find("{{", at + 1)) {
    if (const auto placeholder = read_placeholder(text, at)) return placeholder;
  }
  return std::nullopt;
}

std::vector<Placeholder> find_placeholders(std::string_view text) {
  std::vector<Placeholder> found;
  for (auto next = next_placeholder(text, 0); next; next = next_placeholder(text, next->end)) {
    found.push_back(*next);
  }
  return found;
}

std::string fill_plain(std::string_view text, const Lookup& lookup) {
  std::string filled;
  std::size_t copied = 0;
  for (const auto& placeholder : find_placeholders(text)) {
    const auto* value = lookup(placeholder.name);
    if (value == nullptr) continue;
    filled.append(text.substr(copied, placeholder.begin - copied)).append(*value);
    copied = placeholder.end;
  }
  return filled.append(text.substr(copied));
}

}  // namespace fettle::document
