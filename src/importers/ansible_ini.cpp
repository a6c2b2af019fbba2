#include "importers/ansible_ini.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/utf8.hpp"
#include "core/fleet/text.hpp"
#include "importers/host_range.hpp"
#include "importers/words.hpp"

namespace fettle::importers {
namespace {

using fleet::quote;
using fleet::trim;

constexpr std::string_view kDigits = "0123456789";

/// What `\c` stands for in a string of Python; of other letters the backslash stays.
std::string unescaped(char c) {
  switch (c) {
    case 'n':
      return "\n";
    case 't':
      return "\t";
    case '\\':
    case '\'':
    case '"':
      return {c};
    default:
      return {'\\', c};
  }
}

/// `"text"` and `'text'`, with or without a comment after it, as Python reads them; nothing where
/// it is more than that, or has escapes of numbers.
std::optional<std::string> string_literal(std::string_view text) {
  if (text.empty() || (text[0] != '"' && text[0] != '\'')) return std::nullopt;
  std::string inside;
  std::size_t at = 1;
  for (; at < text.size() && text[at] != text[0]; ++at) {
    if (text[at] != '\\') {
      inside += text[at];
      continue;
    }
    if (++at == text.size() || std::string_view("01234567xuUNabfrv").contains(text[at]))
      return std::nullopt;
    inside += unescaped(text[at]);
  }
  if (at >= text.size()) return std::nullopt;
  const auto rest = trim(text.substr(at + 1));
  const bool ends = rest.empty() || rest[0] == '#';
  return ends ? std::optional(std::move(inside)) : std::nullopt;
}

/// A number as Python writes it: `-5`, `1.50`, `1e3`, `0x1f`, but not `010`.
bool is_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const auto only = [](std::string_view digits, std::string_view of) {
    return !digits.empty() && digits.find_first_not_of(of) == digits.npos;
  };
  if (text.starts_with("0x")) return only(text.substr(2), "0123456789abcdefABCDEF");
  if (text.starts_with("0o")) return only(text.substr(2), "01234567");
  if (text.starts_with("0b")) return only(text.substr(2), "01");
  const auto exponent = text.find_first_of("eE");
  if (exponent != text.npos) {
    auto power = text.substr(exponent + 1);
    if (power.starts_with('-') || power.starts_with('+')) power.remove_prefix(1);
    return only(power, kDigits) && is_number(text.substr(0, exponent));
  }
  const auto point = text.find('.');
  if (point == text.npos) return only(text, kDigits) && (text[0] != '0' || only(text, "0"));
  const auto before = text.substr(0, point);
  const auto after = text.substr(point + 1);
  return (before.empty() || only(before, kDigits)) && (after.empty() || only(after, kDigits)) &&
         text.size() > 1;
}

/// `[1, 2]`, `{"a": 1}` and `(1, 2)`, as far as one can see.
bool is_collection(std::string_view text) {
  if (text.size() < 2) return false;
  const auto kind = std::string_view("[{(").find(text[0]);
  return kind != std::string_view::npos && text.back() == "]})"[kind];
}

/// Ansible reads a value as a Python literal where it is one. Then, and only then, is a `#`
/// after it a comment: in `path = a # b` it is part of the value.
std::string literal_value(std::string_view text) {
  if (auto inside = string_literal(text)) return *std::move(inside);
  const auto before = trim(text.substr(0, text.find('#')));
  const bool literal = is_number(before) || is_collection(before) || before == "True" ||
                       before == "False" || before == "None";
  return std::string(literal ? before : text);
}

/// One line without the blanks around it, and where it begins.
struct Line {
  std::string_view text;
  Position begin;

  Span span() const {
    return {begin, {begin.line, begin.column + static_cast<int>(utf8::length(text))}};
  }
};

class Reader {
 public:
  /// Hosts before the first section belong to no group of their own.
  Reader(RawInventory& inventory, Problems& problems)
      : problems_(problems), inventory_(inventory), group_(inventory_.group({"ungrouped", {}})) {}

  void read(const Line& line) {
    if (line.text.empty() || line.text[0] == '#' || line.text[0] == ';') return;
    if (line.text[0] == '[' && !is_bracketed_host(line.text)) {
      read_section(line);
    } else if (kind_ == Kind::kHosts) {
      read_host(line);
    } else if (kind_ == Kind::kVariables) {
      read_variable(line);
    } else if (kind_ == Kind::kChildren) {
      read_child(line);
    }
  }

  /// Whether what follows would change nothing.
  bool done() const { return inventory_.full() || problems_.full(); }

  void finish() {
    if (inventory_.full()) return;  // groups may be declared further on
    for (const auto& [group, use] : undeclared_) {
      problems_.error("inventory.group", use.span, use.value,
                      "declare it with [" + inventory_.group_at(group).name + "]");
    }
  }

 private:
  enum class Kind { kHosts, kChildren, kVariables, kUnknown };

  /// `[::1]:22` and `[1:3].example.com` begin as a section does, but go on after the bracket.
  static bool is_bracketed_host(std::string_view text) {
    const auto close = text.find(']');
    if (close == std::string_view::npos) return false;
    const auto rest = trim(text.substr(close + 1));
    return !rest.empty() && rest[0] != '#' && text[close + 1] != ' ';
  }

  void read_section(const Line& line) {
    kind_ = Kind::kUnknown;
    const auto close = line.text.find(']');
    const auto rest = close == line.text.npos ? line.text : trim(line.text.substr(close + 1));
    if (!rest.empty() && rest[0] != '#') {
      syntax(line, close == line.text.npos ? "this section has no closing bracket"
                                           : "this section goes on after its bracket");
      return;
    }
    const auto section = line.text.substr(1, close - 1);
    const auto colon = std::min(section.find(':'), section.size());
    const Located<std::string> name(std::string(section.substr(0, colon)), line.span());
    const auto type = section.substr(colon);
    if (!type.empty() && type != ":children" && type != ":vars") {
      syntax(line, "a section ends in nothing, :children or :vars, not in " + quote(type));
    } else if (is_name(line, name.value)) {
      kind_ = Kind::kHosts;
      if (type == ":vars") kind_ = Kind::kVariables;
      if (type == ":children") kind_ = Kind::kChildren;
      enter(name);
    }
  }

  bool is_name(const Line& line, const std::string& name) {
    const auto problem = name_problem(name);
    if (!problem.empty()) syntax(line, "the group name " + quote(name) + " " + problem);
    return problem.empty();
  }

  /// Variables alone do not declare a group: a misspelt section would set them on nobody.
  void enter(const Located<std::string>& name) {
    const auto known = inventory_.groups().size();
    group_ = inventory_.group(name);
    if (kind_ != Kind::kVariables) {
      undeclared_.erase(group_);
    } else if (group_ == known && name.value != "all") {
      undeclared_.try_emplace(
          group_, "variables for " + quote(name.value) + ", which is no group of this inventory",
          name.span);
    }
  }

  void read_host(const Line& line) {
    const auto words = split_words(line.text, line.begin, Comments::kHash);
    if (words.unclosed) {
      problems_.error("inventory.syntax", *words.unclosed, "this quote is never closed");
      return;
    }
    if (words.list.empty()) return;
    Variables variables;
    for (auto word = words.list.begin() + 1; word != words.list.end(); ++word) {
      const auto equals = word->value.find('=');
      if (equals == std::string::npos || equals == 0) {
        problems_.error("inventory.syntax", word->span,
                        "after a host come variables as name=value, not " + quote(word->value));
        continue;
      }
      variables[word->value.substr(0, equals)] = {literal_value(word->value.substr(equals + 1)),
                                                  word->span};
    }
    inventory_.add_hosts(words.list.front(), group_, std::move(variables), problems_);
  }

  void read_variable(const Line& line) {
    const auto equals = line.text.find('=');
    const auto name = trim(line.text.substr(0, equals));
    if (equals == std::string_view::npos || name.empty()) {
      syntax(line, "a variable is name=value");
      return;
    }
    inventory_.set_variable(
        group_, name, {literal_value(trim(line.text.substr(equals + 1))), line.span()}, problems_);
  }

  void read_child(const Line& line) {
    const std::string name(trim(line.text.substr(0, line.text.find('#'))));
    if (!is_name(line, name)) return;
    const auto known = inventory_.groups().size();
    const auto child = inventory_.group({name, line.span()});
    inventory_.group_at(group_).children.emplace_back(child, line.span());
    if (child == known && name != "all") {
      undeclared_.try_emplace(child, quote(name) + " is no group of this inventory", line.span());
    }
  }

  void syntax(const Line& line, std::string message) {
    problems_.error("inventory.syntax", line.span(), std::move(message));
  }

  Problems& problems_;
  RawInventory& inventory_;
  Kind kind_ = Kind::kHosts;
  std::size_t group_;
  std::map<std::size_t, Located<std::string>> undeclared_;  ///< where it is used, and the complaint
};

}  // namespace

void read_ansible_ini(std::string_view text, int line, RawInventory& inventory,
                      Problems& problems) {
  Reader reader(inventory, problems);
  for (std::size_t begin = 0; begin < text.size() && !reader.done();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto whole = text.substr(begin, end - begin);
    const auto words = trim(whole);
    const auto indent = words.empty() ? 0 : whole.find(words[0]);
    reader.read({words, {line++, static_cast<int>(indent) + 1}});
    begin = end + 1;
  }
  reader.finish();
}

}  // namespace fettle::importers
