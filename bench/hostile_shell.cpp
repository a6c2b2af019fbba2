#include <array>
#include <string_view>

#include "bench/hostile_pieces.hpp"
#include "bench/hostile_texts.hpp"

namespace fettle::bench {
namespace {

using std::to_string;

/// A command of that text, with a placeholder before and after and a `$`, so that nothing is
/// skipped.
std::string command_of(std::string_view script) {
  std::string yaml = "type: custom_tool\nrequires_approval: false\ncommand: |\n  echo $a {{ v }}; ";
  for (const char c : script) {
    yaml += c;
    if (c == '\n') yaml += "  ";
  }
  return plan_of_step(yaml + " {{ v }}", "variables: {v: }");
}

constexpr std::array kPieces{
    "a ",       "a\n",       "a;",       "'",          "\"",       "'a' ",       "\"a\" ",
    "\\",       "\\\n",      "`",        "`a` ",       "$(",       "$(a) ",      "${",
    "${a}",     "$((",       "$((1)) ",  "$[",         "((",       "(",          ")",
    "$'",       "$'\\'' ",   "<<A ",     "<<A\n",      "<<'A' ",   "<<-A\n\t\n", "<<<a ",
    "<a ",      ">&",        "2>&1 ",    "& ",         "| ",       "|| ",        "# ",
    "#\n",      "sh ",       "sh -c ",   "sh -c 'a' ", "ssh ",     "| sh ",      "sudo ",
    "a=b ",     "rm -rf / ", "dd of=a;", "p e p e ",   "x-",       "-c ",        "token=$a ",
    "token=",   "a=a=",      "://",      "ghp_",       "AKIA",     "{{",         "{{ v }}",
    "{{ v }} ", "\\{{ v }}", "${{ v }}", "'{{ v }}' ", "a{{ v }}", "$({{ v }} ", "`{{ v }}",
    "{{ w }} "};
constexpr std::array kLongPieces{"<<{{ v }}\n",
                                 "case a in\n",
                                 "case a in a) b;; esac\n",
                                 "while true; do ",
                                 "until false; do a; done\n",
                                 "for ((;;)) ",
                                 "sh -c \"sh -c ",
                                 "drop table ",
                                 "-----BEGIN ",
                                 "$'{{ v }}' ",
                                 "\"{{ v }}\" ",
                                 "{{ v }}| sh ",
                                 "sh {{ v }} ",
                                 "sh -c {{ v }};"};

void add_pieces(std::vector<Hostile>& set) {
  const auto add = [&](std::string_view piece) {
    set.push_back({"shell of " + std::string(piece), command_of(fill(piece, kRoom * 3 / 4))});
  };
  for (const std::string_view piece : kPieces) add(piece);
  for (const std::string_view piece : kLongPieces) add(piece);
}

void add_shapes(std::vector<Hostile>& set) {
  const auto half = kRoom / 2;
  const auto slots = fill("{{ v }} ", 9000);
  set.push_back({"a long command before many placeholders", command_of(fill("a ", half) + slots)});
  set.push_back({"a long word before many placeholders", command_of(fill("a", half) + slots)});
  set.push_back({"programs before many placeholders", command_of(fill("awkk sh ", half) + slots)});
  set.push_back({"63 levels before many placeholders",
                 command_of(fill("$(a ", 63 * 4) + fill("a ", half) + slots)});
  set.push_back({"here-documents on one line",
                 command_of(fill("<<A ", half) + "\n" + fill("A\n", half / 2))});
  set.push_back({"here-documents in turn", command_of(fill("a <<A\n{{ v }}\nA\n", half))});
  set.push_back({"here-documents of different ends",
                 command_of(number(
                     [](std::size_t i) { return "cat <<A" + to_string(i) + "\n$(a\n"; }, half))});
  set.push_back({"pipelines into shells", command_of(slots + fill("| sh ", half))});
  set.push_back(
      {"forbidden places that differ",
       command_of(number([](std::size_t i) { return "\\{{ w" + to_string(i) + " }} "; }, half))});
  set.push_back({"forbidden places without variables",
                 plan_of_step("type: custom_tool\ncommand: |\n  " + number([](std::size_t i) {
                                return "\\{{ w" + to_string(i) + " }} ";
                              }))});
}

void add_checks(std::vector<Hostile>& set) {
  const auto checks = [&](const std::string& name, const std::string& entry) {
    set.push_back({"checks " + name, plan_of_step("type: validate\nchecks:\n" +
                                                  fill("- " + entry + "\n", kRoom, kValues))});
    set.push_back(
        {"checks on one line " + name,
         plan_of_step("type: validate\nchecks: [" + fill(entry + ", ", kRoom, kValues) + "]")});
  };
  checks("that can't fail", "\"true\"");
  checks("that destroy", "\"rm -rf /\"");
  checks("with credentials", "\"token=hunter22\"");
  checks("with credentials that escapes hide", "\"\\x74oken=hunter22\"");
  checks("with endless loops", "\"while true; do a; done\"");
  checks("with forbidden places", "\"\\\\{{ v }}\"");
  set.push_back({"checks with a long credential each",
                 plan_of_step("type: validate\nchecks:\n" + number([](std::size_t i) {
                                return "- \"\\x61" + fill("a", 3000) + to_string(i) +
                                       "token=hunter22\"\n";
                              }))});
  set.push_back({"a credential of half the text, hidden",
                 plan_of_step("type: validate\nchecks:\n- \"\\x61" + fill("a", kRoom / 2) +
                              "token=hunter22\"\n- " + fill("a", kRoom / 2 - 100))});
}

std::string recipe(std::string_view parameters, std::string_view body) {
  std::string text = "---\nslug: a\nversion: 1\nrisk: low\nparameters: {";
  return text.append(parameters).append("}\n---\n# Recipe\n\n").append(body);
}

std::string script(std::string_view text) {
  return "## Script\n\n```sh\necho $a {{ v }}; " + std::string(text) + " {{ v }}\n```\n";
}

}  // namespace

std::vector<Hostile> hostile_recipes() {
  std::vector<Hostile> set;
  const auto add = [&](std::string_view piece) {
    set.push_back({"script of " + std::string(piece), recipe("v: ", script(fill(piece)))});
  };
  for (const std::string_view piece : kPieces) add(piece);
  for (const std::string_view piece : kLongPieces) add(piece);
  const auto half = kRoom / 2;
  const auto parameters =
      number([](auto i) { return "v" + to_string(i) + ": ,"; }, half, kValues / 2);
  set.push_back({"parameters for many scripts", recipe(parameters, fill(script(""), half))});
  set.push_back(
      {"parameters for one script",
       recipe(parameters,
              script(number([](auto i) { return "\\{{ v" + to_string(i) + " }} "; }, half)))});
  set.push_back(
      {"parameters that are not used", recipe(parameters, script(fill("{{ w }}", half)))});
  return set;
}

std::vector<Hostile> hostile_shell() {
  std::vector<Hostile> set;
  add_pieces(set);
  add_shapes(set);
  add_checks(set);
  return set;
}

}  // namespace fettle::bench
