#include "core/flow/check_playbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "core/document/characters.hpp"
#include "core/document/yaml.hpp"

namespace fettle::flow {
namespace {

using document::Entry;
using document::Node;

/// Keys that take a file of Ansible's machine, or run there.
constexpr std::array<std::string_view, 7> kHere{
    "connection",   "delegate_to",  "import_playbook", "include_playbook",
    "include_vars", "local_action", "vars_files"};
/// Modules that send or take a file of Ansible's machine, where its `src` or text is one.
constexpr std::array<std::string_view, 7> kSenders{"assemble", "copy",     "fetch",    "patch",
                                                   "script",   "template", "unarchive"};
/// Plugins that read Ansible's machine, as Jinja calls them.
constexpr std::array<std::string_view, 3> kLookups{"lookup", "query", "q"};

std::string_view without_collection(std::string_view key) {
  constexpr std::string_view kBuiltin = "ansible.builtin.";
  if (key.starts_with(kBuiltin)) key.remove_prefix(kBuiltin.size());
  return key;
}

/// `name(` as a word of its own, blanks before the parenthesis let through.
bool calls(std::string_view text, std::string_view name) {
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const bool begins = at == 0 || !document::is_name_part(text[at - 1]);
    const auto next = text.find_first_not_of(" \t\n", at + name.size());
    if (begins && next != std::string_view::npos && text[next] == '(') return true;
  }
  return false;
}

class Checker {
 public:
  Checker(const RecipeDocument& recipe, Diagnostics& diagnostics)
      : recipe_(recipe), diagnostics_(diagnostics) {}

  void check(const Node& playbook) {
    if (!playbook.is_sequence() || playbook.items.empty())
      return error(playbook.span, "a playbook is a list of plays", "begin it with `- hosts: all`");
    for (const auto& play : playbook.items) check_play(play);
    walk(playbook);
  }

 private:
  void error(Span span, std::string message, std::string hint) {
    diagnostics_.error("recipe.playbook", span, std::move(message), std::move(hint));
  }

  void check_play(const Node& play) {
    if (!play.is_mapping()) return error(play.span, "a play is a mapping", "write `- hosts: all`");
    const auto* hosts = play.find("hosts");
    if (hosts == nullptr)
      error(play.span, "the play has no `hosts`",
            "write `hosts: all`: that is the one target of the session");
    else if (!hosts->value.is_scalar() || hosts->value.text != "all")
      error(hosts->value.span, "a recipe's playbook runs on the one target of the session",
            "write `hosts: all`");
    if (const auto* prompt = play.find("vars_prompt"))
      error(prompt->key_span, "nobody is there to answer `vars_prompt`",
            "declare what it asks for as a parameter of the recipe");
  }

  void walk(const Node& node) {
    for (const auto& item : node.items) walk(item);
    for (const auto& entry : node.entries) {
      look_at(entry);
      walk(entry.value);
    }
    if (node.is_scalar()) look_at(node);
  }

  void reaches_here(Span span, std::string_view what) {
    if (recipe_.control_machine) return;
    diagnostics_.error("recipe.control-machine", span,
                       fmt::format("`{}` reaches for the machine that Ansible runs on", what),
                       "do it on the target, or write `control_machine: true` in the front matter");
  }

  static bool sends_file(const Entry& entry) {
    const auto& value = entry.value;
    if (!value.is_mapping()) return value.is_scalar();
    const auto* remote = value.find("remote_src");
    const bool is_remote = remote != nullptr && remote->value.kind == document::NodeKind::kBool &&
                           remote->value.text == "true";
    return !is_remote && (value.find("src") != nullptr || value.find("cmd") != nullptr);
  }

  void look_at(const Entry& entry) {
    const auto key = without_collection(entry.key);
    const bool is_lookup = key.starts_with("with_") && key != "with_items";
    if (is_lookup || std::ranges::find(kHere, key) != kHere.end())
      reaches_here(entry.key_span, entry.key);
    if (std::ranges::find(kSenders, key) != kSenders.end() && sends_file(entry))
      reaches_here(entry.key_span, entry.key);
  }

  void look_at(const Node& scalar) {
    for (const auto name : kLookups)
      if (calls(scalar.text, name)) return reaches_here(scalar.span, name);
  }

  const RecipeDocument& recipe_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_playbook(const SourceText& source, document::ByteRange range,
                    const RecipeDocument& recipe, Diagnostics& diagnostics) {
  Diagnostics problems;
  const auto node = document::parse_yaml(source, range, problems);
  for (const auto& problem : problems.list()) diagnostics.add(problem);
  if (node) Checker(recipe, diagnostics).check(*node);
}

}  // namespace fettle::flow
