#include "bench/hostile_pieces.hpp"
#include "bench/hostile_texts.hpp"

namespace fettle::bench {
namespace {

using std::to_string;

std::string nested(std::string_view marker, std::string_view lines) {
  const auto opening = fill(marker, 200, 100);  // all that the limits allow
  return plan_of_prose(opening + "a\n" + fill(lines, kRoom - opening.size()));
}

/// Steps as wrong as they can be while all of them are read.
std::string steps_of(const std::string& rest) {
  return plan("", "", number([&](std::size_t i) { return step(i + 1, rest); }, kRoom, 500));
}

void add_lines(std::vector<Hostile>& set) {
  set.push_back({"one long line", plan_of_prose(fill("a"))});
  set.push_back({"one long line, two bytes each", plan_of_prose(fill("\xC3\xA9"))});
  set.push_back({"one long line that is a heading", plan_of_prose("#### " + fill("a#"))});
  set.push_back({"line breaks", plan_of_prose(fill("\n"))});
  set.push_back({"CR LF", plan_of_prose(fill("\r\n"))});
  set.push_back({"blanks", plan_of_prose(fill(" "))});
  set.push_back({"tabs in lines", plan_of_prose(fill("\t\t\t\ta\n"))});
  set.push_back({"digits", plan_of_prose(fill("1"))});
}

void add_inline(std::vector<Hostile>& set) {
  for (const auto* const piece :
       {"*a _b ",    "**",   "[",         "![[", "[a](", "[a](b) ", "](",        "`",
        "``` `` ` ", "<",    "<a b=\"",   "&",   "\\",   "&#1",     "http://a ", "|a|b",
        "~~",        "<!--", "<![CDATA[", "<?",  "{{",   "{{ a",    "://",       "-----BEGIN ",
        "token=",    "a=",   "ghp_",      "A",   "www.", "[a]: b ", "[^a]"}) {
    set.push_back({"prose of " + std::string(piece), plan_of_prose(fill(piece))});
    set.push_back(
        {"lines of " + std::string(piece), plan_of_prose(fill(piece + std::string("\n")))});
  }
  set.push_back({"links that are defined", plan_of_prose(number([](std::size_t i) {
                   return "[" + to_string(i) + "]: /a\n[" + to_string(i) + "]\n\n";
                 }))});
  set.push_back({"definitions in one paragraph", plan_of_prose(number([](std::size_t i) {
                   return "[" + to_string(i) + "]: /a\n";
                 }))});
  set.push_back({"runs of backticks that grow", plan_of_prose(number([](std::size_t i) {
                   return "a" + std::string(i % 2000, '`');
                 }))});
}

void add_nesting(std::vector<Hostile>& set) {
  for (const auto* const marker : {"> ", "- ", "1. ", "> - ", ">"}) {
    const std::string name = marker;
    set.push_back({"deep in " + name + ", then short lines", nested(marker, "a\n")});
    set.push_back({"deep in " + name + ", then blank lines", nested(marker, "\n")});
    set.push_back({"deep in " + name + ", then fences", nested(marker, "```\n")});
    set.push_back(
        {"deep in " + name + " on each line", plan_of_prose(fill(fill(marker, 200, 100) + "a\n"))});
  }
  set.push_back({"lists side by side", plan_of_prose(fill("- a\n"))});
  set.push_back({"lists of changing kind", plan_of_prose(fill("- a\n* b\n+ c\n"))});
  const auto deepening =
      number([](std::size_t i) { return std::string(2 * i, ' ') + "- a\n"; }, kRoom, 95);
  set.push_back({"a list that deepens again and again", plan_of_prose(fill(deepening))});
  set.push_back({"a list that deepens, then blank lines",
                 plan_of_prose(deepening + fill("\n", kRoom - deepening.size()))});
}

void add_blocks(std::vector<Hostile>& set) {
  set.push_back({"names", plan_of_prose(fill("# a\n"))});
  set.push_back({"sections", plan_of_prose(fill("## a\n"))});
  set.push_back({"underlined headings", plan_of_prose(fill("a\n==\n"))});
  set.push_back({"one underlined heading of many lines", plan_of_prose(fill("a\n") + "--\n")});
  set.push_back({"steps before any section", plan_of_prose(fill("### Step 1: a\n"))});
  set.push_back({"steps without number", plan("", "", fill("### a\n"))});
  set.push_back({"steps without block", plan("", "", fill("### Step 1: a\n"))});
  set.push_back({"steps with a block each", plan("", "", fill(step(1, "type: wait\nseconds: 1")))});
  set.push_back({"fences", plan_of_prose(fill("```\n"))});
  set.push_back({"fences that never close", plan_of_prose(fill("```\n~~~~\n"))});
  set.push_back({"blocks in one step", plan("", "", "### Step 1: a\n" + fill("```yaml\n```\n"))});
  set.push_back({"unclosed blocks", plan("", "", fill("### Step 1: a\n```yaml\n"))});
  set.push_back({"blocks in a quote", plan("", "", "### Step 1: a\n" + fill("> ```yaml\n\n"))});
  set.push_back({"indented code", plan_of_prose(fill("    ```\n\n"))});
  set.push_back({"500 steps of prose", plan("", "",
                                            number(
                                                [](std::size_t i) {
                                                  return step(i + 1, "type: wait\nseconds: 1") +
                                                         fill("token=hunter22 ", 2000) + "\n";
                                                },
                                                kRoom, 500))});
  set.push_back({"500 empty blocks", steps_of("")});
  set.push_back({"500 blocks of keys", steps_of(fill("a: b\n", 2000))});
  set.push_back({"notes with credentials", plan_of_prose(number([](std::size_t i) {
                   return "## a" + to_string(i) + "\na" + to_string(i) + "token=hunter22\n";
                 }))});
}

}  // namespace

std::vector<Hostile> hostile_markdown() {
  std::vector<Hostile> set;
  add_lines(set);
  add_inline(set);
  add_nesting(set);
  add_blocks(set);
  return set;
}

}  // namespace fettle::bench
