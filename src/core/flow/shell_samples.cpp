#include "core/flow/shell_samples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <string_view>
#include <utility>

#include "base/visible_text.hpp"
#include "core/document/characters.hpp"
#include "core/document/placeholder.hpp"
#include "core/flow/locate.hpp"

namespace fettle::flow {
namespace {

/// Fits wherever a value may stand: a word, a number, a part of a name.
const std::string kHarmless = "1";

bool is_word_part(char c) {
  return document::is_name_part(c) || document::is_blank(c) ||
         std::string_view("-./:=,@%+").contains(c);
}

/// Words alone, the first of which is none that the shell keeps for itself: never refused.
bool is_plain_command(std::string_view script) {
  static constexpr std::array<std::string_view, 16> kReserved{
      "if", "then", "else", "elif",  "fi",    "do",       "done",   "case",
      "in", "esac", "for",  "while", "until", "function", "select", "time"};
  if (!std::ranges::all_of(script, is_word_part)) return false;
  const auto text = document::trim(script);
  const auto word = text.substr(0, text.find_first_of(" \t"));
  return std::ranges::find(kReserved, word) == kReserved.end();
}

enum class Others { kStay, kAreFilled };

/// Fills in the declared names, and the others or not.
document::Lookup lookup_of(const std::vector<Variable>& variables, Others others) {
  std::set<std::string, std::less<>> names;
  for (const auto& variable : variables) names.insert(variable.name.value);
  return [names = std::move(names), others](std::string_view name) {
    return others == Others::kAreFilled || names.contains(name) ? &kHarmless : nullptr;
  };
}

void add(const FlowText& text, Shell shell, const document::Lookup& lookup,
         std::vector<ShellSample>& samples) {
  if (is_plain_command(text.text)) return;
  samples.push_back({shell, document::fill_plain(text.text, lookup), text});
}

/// The word that a message puts in quotes, as in `"fi" unexpected`.
std::string_view quoted_word(std::string_view message) {
  const auto begin = message.find_first_of("\"`'");
  if (begin == std::string_view::npos) return {};
  const auto end = message.find_first_of("\"'", begin + 1);
  if (end == std::string_view::npos) return {};
  return message.substr(begin + 1, end - begin - 1);
}

struct Line {
  std::size_t begin = 0;
  std::size_t size = 0;
};

/// Line `number` of a text, or its last one that holds something.
Line line_of(std::string_view text, int number) {
  text = document::trim_right(text);
  std::size_t begin = 0;
  for (int line = 1; line < number; ++line) {
    const auto end = text.find('\n', begin);
    if (end == std::string_view::npos) break;
    begin = end + 1;
  }
  return {begin, std::min(text.find('\n', begin), text.size()) - begin};
}

/// Where a refusal points: the word that it names, else the whole line.
Span place_of(const SourceText& source, const FlowText& text, const ShellRefusal& refusal) {
  auto [begin, size] = line_of(text.text, refusal.line);
  const auto line = text.text.substr(begin, size);
  const auto word = quoted_word(refusal.message);
  const auto found = word.empty() ? std::string_view::npos : line.find(word);
  if (found != std::string_view::npos) {
    begin += found;
    size = word.size();
  } else {
    const auto blanks = std::min(line.find_first_not_of(" \t"), line.size());
    begin += blanks;
    size -= blanks;
  }
  return locate_at(source, text, begin, std::max(size, std::size_t{1}));
}

}  // namespace

Shell shell_of(const Flow& flow, const FlowText& text) {
  return text.step == nullptr ? flow.scripts.shell : rules_of(*text.step, flow.scripts).shell;
}

std::vector<ShellSample> shell_samples(const Flow& flow) {
  const auto lookup =
      lookup_of(flow.variables, flow.variables.empty() ? Others::kAreFilled : Others::kStay);
  std::vector<ShellSample> samples;
  read_texts(flow, [&](const FlowText& text) {
    if (text.kind == TextKind::kShell) add(text, shell_of(flow, text), lookup, samples);
  });
  return samples;
}

std::vector<ShellSample> shell_samples(const RecipeDocument& recipe) {
  std::vector<ShellSample> samples;
  if (recipe.kind != RecipeKind::kShell) return samples;
  add({recipe.script, TextKind::kShell, recipe.script_span, nullptr}, Shell::kSh,
      lookup_of(recipe.parameters, Others::kStay), samples);
  return samples;
}

ShellRefusal read_refusal(std::string_view said) {
  said = said.substr(0, said.find('\n'));
  ShellRefusal refusal{1, std::string(said)};
  // `sh: 3: Syntax error: ...`, `bash: line 3: syntax error ...`, `sh: syntax error: ...`
  const auto name = said.find(": ");
  if (name == std::string_view::npos) return refusal;
  auto rest = said.substr(name + 2);
  auto number = rest;
  if (number.starts_with("line ")) number.remove_prefix(5);
  const auto read = std::from_chars(number.data(), number.data() + number.size(), refusal.line);
  if (read.ec == std::errc()) {
    number.remove_prefix(static_cast<std::size_t>(read.ptr - number.data()));
    if (number.starts_with(": ")) rest = number.substr(2);
  }
  refusal.line = std::max(refusal.line, 1);
  refusal.message = std::string(rest);
  return refusal;
}

Diagnostic syntax_problem(const SourceText& source, const ShellSample& sample,
                          const ShellRefusal& refusal, Severity severity) {
  const auto* shell = sample.shell == Shell::kBash ? "bash" : "sh";
  return {severity, "shell.syntax", place_of(source, sample.text, refusal),
          fmt::format("`{}` refuses this command: {}", shell, visible_line(refusal.message)),
          "nothing of it would run; correct it, or quote what is text"};
}

}  // namespace fettle::flow
