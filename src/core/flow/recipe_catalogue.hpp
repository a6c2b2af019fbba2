// Recipes: named, versioned, parameterised scripts that `recipe` steps run. A recipe is
// markdown like a flow: front matter, `# Name`, prose, and a section `Script` with one fenced
// `sh` block, or `Playbook` with one fenced `yaml` block. resolve_recipes puts what a slug stands
// for into a flow that bind() has filled.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "base/span.hpp"
#include "core/flow/flow.hpp"
#include "core/flow/risk.hpp"

namespace fettle::flow {

/// What a recipe's script is: text for a POSIX shell of the target, or a playbook.
enum class RecipeKind { kShell, kAnsible };
BOOST_DESCRIBE_ENUM(RecipeKind, kShell, kAnsible)

struct RecipeDocument {
  std::string slug;
  std::string name;
  std::string description;
  std::string version;
  Risk risk = Risk::kNone;
  std::vector<Variable> parameters;
  std::vector<std::string> os_families;  ///< empty: any
  std::vector<std::string> tags;
  std::string pre_check;   ///< prose
  std::string post_check;  ///< prose
  std::string script;      ///< POSIX shell with placeholders, or a playbook
  Span script_span;        ///< of the lines between the fences
  RecipeKind kind = RecipeKind::kShell;
  bool control_machine = false;  ///< the playbook may reach for the machine that Ansible runs on
  friend bool operator==(const RecipeDocument&, const RecipeDocument&) = default;
};
BOOST_DESCRIBE_STRUCT(RecipeDocument, (),
                      (slug, name, description, version, risk, parameters, os_families, tags,
                       pre_check, post_check, script, kind, control_machine))

struct ParsedRecipe {
  std::optional<RecipeDocument> recipe;  ///< present if and only if there is no error
  std::vector<Diagnostic> diagnostics;   ///< sorted by position
};

ParsedRecipe parse_recipe(const SourceText& source);
/// The same of one in a record that was approved: not judged by rules that have come since.
ParsedRecipe parse_approved_recipe(const SourceText& source);

class RecipeCatalogue {
 public:
  /// Takes the place of an earlier recipe of that slug.
  void add(RecipeDocument recipe);
  const RecipeDocument* find(std::string_view slug) const;
  std::vector<std::string_view> slugs() const;
  /// In the order of their slugs.
  std::vector<RecipeDocument> all() const;

 private:
  std::map<std::string, RecipeDocument, std::less<>> recipes_;
};

/// Fills `resolved` of every recipe step. Each that is unknown, or whose variables do not suit
/// the recipe's parameters, is reported at the step.
void resolve_recipes(Flow& flow, const RecipeCatalogue& book, Diagnostics& diagnostics);

}  // namespace fettle::flow
