#include "bench/hostile_pieces.hpp"
#include "bench/hostile_texts.hpp"

namespace fettle::bench {
namespace {

using std::to_string;

/// Front matter of `key` with as many numbered entries as fit, each of so many values.
std::string listed(const std::string& key, std::size_t values,
                   const std::function<std::string(std::size_t)>& entry) {
  return plan_of_front(key + ":\n" + number(entry, kRoom, kValues / values));
}

void add_shapes(std::vector<Hostile>& set) {
  for (const auto* const piece :
       {"a: b\n", "a:\n", "- a\n",        "- \n",    "a\n",          "\"",  "'",     "|\n",   ">\n",
        "[",      "{",    "[a,",          "{a: ",    "[[],",         "{a,", "- - ",  "? ",    "a: ",
        ": ",     "!a ",  "&a ",          "*a ",     "%TAG !a! b\n", "#\n", "---\n", "...\n", "\\",
        "\t",     "@",    "\xE2\x80\xA8", "\xC2\x85"}) {
    set.push_back({"YAML of " + std::string(piece), plan_of_front(fill(piece))});
  }
  set.push_back({"directives that differ", "---\n" + number([](std::size_t i) {
                                             return "%TAG !" + to_string(i) + "! b\n";
                                           }) + "---\n# a\n"});
  set.push_back({"directives in a block", plan_of_step(number([](std::size_t i) {
                   return "%TAG !" + to_string(i) + "! b\n";
                 }))});
}

void add_scalars(std::vector<Hostile>& set) {
  set.push_back({"a plain scalar", plan_of_front("tags: " + fill("a"))});
  set.push_back({"a plain scalar of many words", plan_of_front("tags: " + fill("a "))});
  set.push_back({"a plain scalar of many lines", plan_of_front("tags: a\n" + fill("  a\n"))});
  set.push_back({"a quoted scalar of escapes", plan_of_front("tags: \"" + fill("\\x41") + "\"")});
  set.push_back({"a quoted scalar of blanks", plan_of_front("tags: \"" + fill(" \n") + "\"")});
  set.push_back({"a quoted scalar of quotes", plan_of_front("tags: '" + fill("''") + "'")});
  set.push_back({"a literal block", plan_of_front("tags: |\n" + fill("  a\n"))});
  set.push_back({"a folded block", plan_of_front("tags: >\n" + fill("  a\n   b\n\n"))});
  set.push_back({"a key", plan_of_front(fill("a") + ": b")});
  set.push_back({"a quoted key", plan_of_front("\"" + fill("a", 900) + "\": b")});
}

void add_keys(std::vector<Hostile>& set) {
  const auto keys = [](std::size_t width) {
    return number(
        [width](std::size_t i) {
          auto name = to_string(i);
          return name.insert(0, width - std::min(width, name.size()), 'x') + ":\n";
        },
        kRoom, kValues / 2);
  };
  for (const std::size_t width : {1U, 18U, 64U, 900U}) {
    const auto name = std::to_string(width);
    set.push_back({"unknown keys of " + name, plan_of_front(keys(width))});
    set.push_back(
        {"unknown keys of a step of " + name, plan_of_step("type: wait\n" + keys(width))});
  }
  set.push_back(
      {"one key again and again", plan_of_front(fill("subject: a\n", kRoom, kValues / 2))});
}

void add_lists(std::vector<Hostile>& set) {
  const auto items = [](std::string_view piece, std::size_t values) {
    return "[" + fill(piece, kRoom, kValues / values) + "]";
  };
  set.push_back({"tags", listed("tags", 1, [](auto i) { return "- " + to_string(i) + "\n"; })});
  set.push_back({"tags on one line", plan_of_front("tags: " + items("a,", 1))});
  set.push_back({"lists in tags", plan_of_front("tags: " + items("[],", 1))});
  set.push_back({"dimensions", plan_of_front("snapshot_dimensions: " + items("a,", 1))});
  set.push_back(
      {"rings",
       plan_of_front(
           "strategy: rings\nstrategy_config: {rings: [" +
           number([](std::size_t i) { return "{name: ring" + to_string(i) + ", percent: 1},"; },
                  kRoom, kValues / 5) +
           "]}")});
  set.push_back({"selectors", plan_of_front("target_selector: {any_of: " +
                                            items("{by: tag, value: a},", 5) + "}")});
  set.push_back({"selectors of 8 levels",
                 plan_of_front("target_selector: " + fill("{not: ", 6 * 6) +
                               "{any_of: " + items("{by: x, value: a},", 5) + "}" + fill("}", 6))});
  set.push_back({"rules for 500 steps",
                 plan("auto_approve_rules: " + items("{step_type: wait, recipe_slug: a},", 5), "",
                      number(
                          [](std::size_t i) {
                            return step(
                                i + 1,
                                "type: custom_tool\ncommand: rm -rf /a\nrequires_approval: false");
                          },
                          kRoom / 2, 500))});
  set.push_back({"rules for many commands",
                 plan("auto_approve_rules: " + items("{step_type: wait, recipe_slug: a},", 5), "",
                      step(1, "type: validate\nrequires_approval: false\nchecks: [" +
                                  fill("rm -rf /,", kRoom / 2, kValues) + "]"))});
}

void add_patterns(std::vector<Hostile>& set) {
  const auto variables = [&](const std::string& name, std::size_t values, const std::string& keys) {
    set.push_back({"variables with " + name, listed("variables", values, [&](std::size_t i) {
                     return "  v" + to_string(i) + ": " + keys + "\n";
                   })});
  };
  const std::string repeats = "\"((((a{6}){6}){6}){6})\"";
  variables("nothing", 2, "");
  variables("patterns of classes", 4, "{pattern: \"" + fill("[a]", 198) + "\"}");
  variables("patterns of one class", 4, "{pattern: \"[a]\"}");
  variables("patterns of named classes", 4, "{pattern: '" + fill("\\w", 198) + "'}");
  variables("patterns of many states", 6,
            "{pattern: \"(a?){300}(a?){300}b\", default: " + fill("a", 1000) + "}");
  variables("patterns that repeat", 4, "{pattern: " + repeats + "}");
  variables("patterns of alternatives", 4, "{pattern: \"" + fill("a|", 198) + "\"}");
  variables("patterns and defaults", 6,
            "{pattern: " + repeats + ", default: " + fill("a", 1000) + "}");
  variables("patterns and short defaults", 6, "{pattern: " + repeats + ", default: aaaaaaaaaa}");
  variables("patterns of stars", 6, "{pattern: \"(a*)*(a*)*b\", default: " + fill("a", 1000) + "}");
  variables("unknown types", 4, "{type: strimg}");
  variables("options", 208, "{type: choice, options: [" + fill("a,", 400) + "], default: b}");
  set.push_back({"one choice of many options",
                 plan_of_front("variables: {a: {type: choice, default: b, options: [" +
                               fill("a,", kRoom, kValues - 20) + "]}}")});
}

void add_variables(std::vector<Hostile>& set) {
  const auto last = step(1, "type: wait\nseconds: 1");
  const auto placeholders = [](const std::string& name) {
    return number([&](auto i) { return "{{ " + name + to_string(i) + " }}"; }, kRoom / 2);
  };
  const auto declared = [](const std::string& name) {
    return "variables:\n" + number([&](auto i) { return "  " + name + to_string(i) + ":\n"; },
                                   kRoom / 2, kValues / 2);
  };
  set.push_back({"variables, each used", plan(declared("v"), placeholders("v"), last)});
  set.push_back({"variables, none used", plan(declared("v"), placeholders("w"), last)});
  set.push_back({"variables, none used, much alike",
                 plan(declared(fill("v", 30)), placeholders(fill("v", 30) + "w"), last)});
  set.push_back({"long names, nearly right",
                 plan(declared("x" + fill("v", 55)), placeholders("y" + fill("v", 55)), last)});
}

/// 500 questions whose answers lead to `go_to(step, answer)`, under titles of that length.
std::string questions(std::size_t title_size, std::size_t room,
                      const std::function<std::string(std::size_t, std::size_t)>& go_to) {
  std::string steps;
  for (std::size_t i = 1; i <= 500; ++i) {
    auto title = to_string(i);
    title.insert(0, title_size, 'a');
    const auto options = number(
        [&](std::size_t option) {
          return "- {label: " + to_string(option) + ", goto: " + go_to(i, option) + "}\n";
        },
        room);
    steps += "### Step " + to_string(i) + ": " + title + "\n```yaml\ntype: question\nprompt: a\n" +
             "options:\n" + options + "```\n";
  }
  return plan("type: troubleshooting", "", steps);
}

void add_questions(std::vector<Hostile>& set) {
  const auto nearly = fill("b", 10) + fill("a", 50);
  const auto titled = fill("a", 400);
  set.push_back(
      {"questions that go nowhere", questions(1000, 900, [](auto, auto) { return "b"; })});
  set.push_back({"questions that nearly go somewhere",
                 questions(55, 1800, [&](auto, auto) { return nearly; })});
  set.push_back({"questions with long titles", questions(400, 1500, [&](auto, auto option) {
                   return titled + to_string(option);
                 })});
  set.push_back({"questions that go round", questions(500, 1400, [](auto step, auto option) {
                   return to_string(option == 0 ? step % 500 + 1 : 1);
                 })});
  set.push_back({"options of one question", plan("type: troubleshooting", "",
                                                 step(1, "type: question\nprompt: a\noptions: [" +
                                                             number(
                                                                 [](std::size_t i) {
                                                                   auto label = to_string(i);
                                                                   label.insert(0, 70, 'a');
                                                                   return "{label: " + label +
                                                                          ", goto: done},";
                                                                 },
                                                                 kRoom, kValues / 5) +
                                                             "]"))});
}

void add_steps(std::vector<Hostile>& set) {
  set.push_back(
      {"fallbacks",
       plan_of_step(
           "type: task\nfallback:\n" +
           number([](std::size_t i) { return "- {title: a" + to_string(i) + "token=hunter22}\n"; },
                  kRoom, kValues / 3))});
  set.push_back({"fallbacks with unknown keys",
                 plan_of_step("type: task\nfallback:\n" +
                              fill("- {title: a, fallbac: b}\n", kRoom, kValues / 5))});
  set.push_back(
      {"a checklist", plan_of_step("type: task\nchecklist: [" + fill("a,", kRoom, kValues) + "]")});
  set.push_back({"variables of a recipe",
                 plan_of_step("type: recipe\nrecipe: a\nvariables:\n" +
                              number([](std::size_t i) { return "  a" + to_string(i) + ": b\n"; },
                                     kRoom, kValues / 2))});
  set.push_back({"secrets", plan_of_step("type: custom_tool\ncommand: a\nsecrets: [" +
                                         fill("a,", kRoom, kValues) + "]")});
}

}  // namespace

std::vector<Hostile> hostile_yaml() {
  std::vector<Hostile> set;
  add_shapes(set);
  add_scalars(set);
  add_keys(set);
  add_lists(set);
  add_patterns(set);
  add_variables(set);
  add_questions(set);
  add_steps(set);
  return set;
}

}  // namespace fettle::bench
