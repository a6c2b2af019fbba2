#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

#include "core/document/characters.hpp"
#include "core/document/front_matter.hpp"
#include "core/document/placeholder.hpp"
#include "core/document/shell.hpp"
#include "core/document/yaml.hpp"
#include "core/flow/check_playbook.hpp"
#include "core/flow/fields.hpp"
#include "core/flow/lint.hpp"
#include "core/flow/recipe_catalogue.hpp"
#include "core/flow/sections.hpp"
#include "core/flow/text_limits.hpp"
#include "core/flow/variable_fields.hpp"

namespace fettle::flow {
namespace {

bool is_slug(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || document::is_digit(c) || c == '-';
  };
  return !text.empty() && text.front() != '-' && text.back() != '-' &&
         std::ranges::all_of(text, allowed);
}

std::string read_slug(FieldReader& fields) {
  auto slug = fields.require_text("slug");
  if (!slug) return {};
  if (!is_slug(slug->value)) {
    fields.diagnostics().error("recipe.slug", slug->span,
                               fmt::format("`{}` is no slug", slug->value),
                               "use lower-case letters, digits and `-` between them");
  }
  return std::move(slug->value);
}

void read_keys(const document::Node& node, Judging judging, RecipeDocument& recipe,
               Diagnostics& diagnostics) {
  FieldReader fields(node, "the front matter", diagnostics);
  recipe.slug = read_slug(fields);
  if (auto version = fields.require_text("version")) recipe.version = std::move(version->value);
  fields.require("risk");
  recipe.risk = fields.choice<Risk>("risk").value_or(recipe.risk);
  recipe.parameters = read_variables(fields, "parameters", judging);
  for (auto& family : fields.texts("os_families")) {
    recipe.os_families.push_back(std::move(family.value));
  }
  recipe.kind = fields.choice<RecipeKind>("kind").value_or(recipe.kind);
  recipe.control_machine = fields.flag_or("control_machine", false);
  if (recipe.control_machine && recipe.kind != RecipeKind::kAnsible)
    fields.refuse("control_machine", "a script runs on its target alone");
  for (auto& tag : fields.texts("tags")) recipe.tags.push_back(std::move(tag.value));
  fields.refuse_unknown();
}

void refuse_per_target(const RecipeDocument& recipe, Diagnostics& diagnostics) {
  for (const auto& parameter : recipe.parameters) {
    if (parameter.per == Variable::Per::kBatch) continue;
    diagnostics.error("recipe.per-target", parameter.name.span,
                      fmt::format("parameter `{}` can't be `per: target`", parameter.name.value),
                      "declare the variable in the flow and pass it to the recipe");
  }
}

/// What the section of the script and its block are called.
struct ScriptForm {
  std::string_view section;
  std::string_view language;
};

ScriptForm form_of(RecipeKind kind) {
  if (kind == RecipeKind::kAnsible) return {"Playbook", "yaml"};
  return {"Script", "sh"};
}

/// The lines of the script; empty where there are none.
std::optional<document::ByteRange> read_script(const SourceText& source, const Section& section,
                                               RecipeDocument& recipe, Diagnostics& diagnostics) {
  const auto form = form_of(recipe.kind);
  const document::Fence* script = nullptr;
  int count = 0;
  for (const auto& block : section.blocks) {
    const auto* fence = std::get_if<document::Fence>(&block);
    if (fence == nullptr || !fence->top_level || language(*fence) != form.language) continue;
    script = script == nullptr ? fence : script;
    ++count;
  }
  if (count != 1 || !script->closed) {
    diagnostics.error("recipe.script", section.heading.span,
                      fmt::format("the section `{}` needs exactly one closed fenced block marked "
                                  "`{}`",
                                  form.section, form.language),
                      "mark examples with another language");
    return std::nullopt;
  }
  recipe.script = content(source, *script);
  recipe.script_span = {source.position(script->content.begin),
                        source.position(script->content.end)};
  return script->content;
}

void check_script(const RecipeDocument& recipe, Span place, Diagnostics& diagnostics) {
  std::map<std::string_view, bool> used;
  for (const auto& parameter : recipe.parameters) used.emplace(parameter.name.value, false);
  auto placeholders = document::find_placeholders(recipe.script);
  std::erase_if(placeholders, [&](const auto& p) { return !used.contains(p.name); });
  for (const auto& slot : document::shell_slots(recipe.script, placeholders)) {
    used[slot.placeholder.name] = true;
    const auto reason = document::forbidden_reason(slot);
    if (reason.empty()) continue;
    diagnostics.error("variable.forbidden-place", place,
                      fmt::format("`{}` {}", slot.placeholder.name, reason));
  }
  for (const auto& parameter : recipe.parameters) {
    if (used.at(parameter.name.value)) continue;
    diagnostics.warning(
        "variable.unused", parameter.name.span,
        fmt::format("the parameter `{}` is used nowhere in the script", parameter.name.value));
  }
}

/// Extra variables that the playbook never names.
void check_parameters(const RecipeDocument& recipe, Diagnostics& diagnostics) {
  for (const auto& parameter : recipe.parameters) {
    if (recipe.script.contains(parameter.name.value)) continue;
    diagnostics.warning(
        "variable.unused", parameter.name.span,
        fmt::format("the parameter `{}` is used nowhere in the playbook", parameter.name.value));
  }
}

struct Body {
  const Section* section = nullptr;             ///< that of the script, if there is one
  std::optional<document::ByteRange> script{};  ///< its lines
};

Body read_body(const Sections& sections, const SourceText& source, RecipeDocument& recipe,
               Diagnostics& diagnostics) {
  recipe.name = sections.name;
  recipe.description = sections.description;
  const auto form = form_of(recipe.kind);
  Body body;
  for (const auto& section : sections.sections) {
    const auto prose = trim_prose(document::slice(source.text(), section.body));
    const auto titled = [&](std::string_view title) {
      return document::same_word(section.heading.text, title);
    };
    if (titled(form.section)) {
      body.section = &section;
      body.script = read_script(source, section, recipe, diagnostics);
    } else if (titled("Pre-check")) {
      recipe.pre_check = prose;
    } else if (titled("Post-check")) {
      recipe.post_check = prose;
    } else {
      diagnostics.error(
          "recipe.section", section.heading.span,
          fmt::format("a recipe has no section `{}`", section.heading.text),
          fmt::format("its sections are `Pre-check`, `{}` and `Post-check`", form.section));
    }
  }
  if (body.section == nullptr) {
    diagnostics.error("recipe.script", sections.title,
                      fmt::format("the recipe has no section `{}`", form.section),
                      fmt::format("add `## {}` and below it a fenced block marked `{}`",
                                  form.section, form.language));
  }
  return body;
}

/// What is judged where somebody saves it, not in a record that was approved.
void judge(const SourceText& source, const Body& body, const RecipeDocument& recipe,
           Diagnostics& diagnostics) {
  if (recipe.kind == RecipeKind::kAnsible) {
    check_parameters(recipe, diagnostics);
    if (body.script) check_playbook(source, *body.script, recipe, diagnostics);
  } else {
    check_script(recipe, body.section->heading.span, diagnostics);
    lint_script(source, recipe, diagnostics);
  }
}

ParsedRecipe parse(const SourceText& source, Judging judging) {
  Diagnostics diagnostics;
  RecipeDocument recipe;
  const auto front = check_text(source, diagnostics)
                         ? document::cut_front_matter(source, diagnostics)
                         : std::nullopt;
  if (front) {
    const auto node = document::parse_yaml(source, front->yaml, diagnostics);
    if (node) {
      read_keys(*node, judging, recipe, diagnostics);
      refuse_per_target(recipe, diagnostics);
    }
    const auto sections = read_sections(source, front->body, diagnostics);
    const auto body = read_body(sections, source, recipe, diagnostics);
    if (body.section != nullptr && judging == Judging::kWanted)
      judge(source, body, recipe, diagnostics);
  }
  ParsedRecipe parsed{std::nullopt, diagnostics.sorted()};
  if (!diagnostics.has_errors()) parsed.recipe = std::move(recipe);
  return parsed;
}

}  // namespace

ParsedRecipe parse_recipe(const SourceText& source) { return parse(source, Judging::kWanted); }

ParsedRecipe parse_approved_recipe(const SourceText& source) {
  return parse(source, Judging::kDoneBefore);
}

}  // namespace fettle::flow
