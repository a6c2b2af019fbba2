#include "usecases/flows/recipes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/json_fields.hpp"
#include "base/source_text.hpp"
#include "core/document/front_matter.hpp"
#include "core/fleet/text.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/flows/recipe_text.hpp"
#include "usecases/own_user.hpp"
#include "usecases/version.hpp"

namespace fettle::usecases {
namespace {

constexpr int kCopiesTried = 100;

struct Audited {
  std::string slug;
  std::string name;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Audited, (), (slug, name, version))

std::string audited(const store::RecipeRow& row) {
  return to_json(Audited{row.slug, row.name, row.version});
}

ShownRecipe show(const store::RecipeRow& row) {
  const auto parts = split_own_json(row.document);
  const auto part = [&](std::string_view name) { return field_or(parts, name, "null"); };
  return {.id = row.id,
          .slug = row.slug,
          .name = row.name,
          .description = part("description"),
          .recipe_version = part("recipe_version"),
          .kind = field_or(parts, "kind", "\"shell\""),  // rows of before there were others
          .risk = part("risk"),
          .parameters = part("parameters"),
          .os_families = part("os_families"),
          .tags = part("tags"),
          .pre_check = part("pre_check"),
          .post_check = part("post_check"),
          .script = part("script"),
          .text = row.text,
          .diagnostics = {row.diagnostics},
          .is_builtin = row.is_builtin,
          .version = row.version,
          .created_by = row.created_by,
          .updated_by = row.updated_by,
          .created_at = row.created_at,
          .updated_at = row.updated_at};
}

Result<store::RecipeRow> find(Context& context, std::string_view id) {
  FETTLE_TRY(row, store::find_recipe(context.database, {context.actor.team, id}));
  if (row) return *std::move(row);
  return fail(ErrorCode::kNotFound, "there is no such recipe");
}

Result<void> refuse_builtin(const store::RecipeRow& row) {
  if (!row.is_builtin) return {};
  return fail(ErrorCode::kConflict, fmt::format("the recipe {} is shipped with Fettle and "
                                                "read-only: duplicate it to change it",
                                                fleet::quote(row.slug)));
}

std::unexpected<Error> slug_taken(const store::RecipeRow& row) {
  return fail(ErrorCode::kConflict,
              fmt::format("the slug {} is another recipe's: choose one that is free",
                          fleet::quote(row.slug)));
}

Result<ShownRecipe> store_new(Context& context, store::RecipeRow row) {
  FETTLE_TRY(slugs, store::list_recipe_slugs(context.database, context.actor.team));
  if (std::ssize(slugs) >= store::kRecipesMax) {
    return fail(
        ErrorCode::kConflict,
        fmt::format("a team has at most {} recipes: delete some first", store::kRecipesMax));
  }
  row.id = context.new_id();
  row.created_by = row.updated_by = own_user(context);
  row.created_at = row.updated_at = context.now;
  FETTLE_TRY(added, store::insert_recipe(context.database, context.actor.team, row));
  if (!added) return slug_taken(row);
  FETTLE_TRY_VOID(
      audit(context, {.action = "recipe.created", .subject = row.id, .after = audited(row)}));
  FETTLE_TRY_VOID(announce(context, "recipes", "created", row.id));
  return show(row);
}

/// `text`, whose front matter says `slug: ...`, with another slug.
std::string with_slug(std::string_view text, std::string_view slug) {
  const SourceText source("recipe.md", text);
  Diagnostics ignored;
  const auto front = document::cut_front_matter(source, ignored);
  if (!front) return std::string(text);
  for (auto begin = front->yaml.begin; begin < front->yaml.end;) {
    const auto end = std::min(text.find('\n', begin), front->yaml.end);
    if (text.substr(begin, end - begin).starts_with("slug:")) {
      return fmt::format("{}slug: {}{}", text.substr(0, begin), slug, text.substr(end));
    }
    begin = end + 1;
  }
  return std::string(text);
}

Result<std::string> free_slug(Context& context, const std::string& slug) {
  FETTLE_TRY(slugs, store::list_recipe_slugs(context.database, context.actor.team));
  for (int number = 1; number <= kCopiesTried; ++number) {
    auto next = number == 1 ? slug + "-copy" : fmt::format("{}-copy-{}", slug, number);
    if (std::ranges::find(slugs, next) == slugs.end()) return next;
  }
  return fail(ErrorCode::kConflict, "there are too many copies of it: choose a slug");
}

bool holds(const store::RecipeRow& row, std::string_view text) {
  return fleet::to_lower_ascii(row.text).contains(fleet::to_lower_ascii(text));
}

}  // namespace

Result<store::PageRows<ShownRecipe>> list_recipes(Context& context, const RecipeQuery& query) {
  FETTLE_TRY(rows, store::list_recipes(context.database, context.actor.team));
  std::erase_if(rows, [&](const store::RecipeRow& row) { return !holds(row, query.text); });
  std::ranges::sort(rows, {}, &store::RecipeRow::slug);
  const bool descending = query.page.direction == store::Direction::kDescending;
  if (descending) std::ranges::reverse(rows);
  store::PageRows<ShownRecipe> page{.rows = {}, .total = std::ssize(rows)};
  for (const auto& row : rows) {
    const auto& after = query.page.after;
    if (after && (descending ? row.slug >= after->value : row.slug <= after->value)) continue;
    page.rows.push_back(show(row));
    if (std::ssize(page.rows) > query.page.limit) break;
  }
  return page;
}

Result<ShownRecipe> get_recipe(Context& context, const std::string& id) {
  FETTLE_TRY(row, find(context, id));
  return show(row);
}

Result<ShownRecipe> create_recipe(Context& context, const RecipeText& recipe) {
  store::RecipeRow row;
  FETTLE_TRY_VOID(fill_from_text(row, recipe.text));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(shown, store_new(context, std::move(row)));
  FETTLE_TRY_VOID(transaction.commit());
  return shown;
}

Result<ShownRecipe> update_recipe(Context& context, const UpdateRecipe& change) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, find(context, change.id));
  FETTLE_TRY_VOID(refuse_builtin(row));
  FETTLE_TRY_VOID(check_version(change.version, show(row)));
  if (row.text == change.text) return show(row);
  const auto before = audited(row);
  FETTLE_TRY_VOID(fill_from_text(row, change.text));
  FETTLE_TRY(other, store::find_recipe_by_slug(context.database, context.actor.team, row.slug));
  if (other && other->id != row.id) return slug_taken(row);
  ++row.version;
  row.updated_by = own_user(context);
  row.updated_at = context.now;
  FETTLE_TRY(written, store::update_recipe(context.database, context.actor.team, row));
  if (!written)
    return fail(ErrorCode::kBusy, "somebody else saves this recipe just now: try again");
  FETTLE_TRY_VOID(audit(
      context,
      {.action = "recipe.updated", .subject = row.id, .before = before, .after = audited(row)}));
  FETTLE_TRY_VOID(announce(context, "recipes", "updated", row.id));
  FETTLE_TRY_VOID(transaction.commit());
  return show(row);
}

Result<ShownRecipe> duplicate_recipe(Context& context, const DuplicateRecipe& recipe) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(original, find(context, recipe.id));
  auto slug = recipe.slug.value_or("");
  if (slug.empty()) {
    FETTLE_TRY(free, free_slug(context, original.slug));
    slug = std::move(free);
  }
  store::RecipeRow row;
  FETTLE_TRY_VOID(fill_from_text(row, with_slug(original.text, slug)));
  FETTLE_TRY(shown, store_new(context, std::move(row)));
  FETTLE_TRY_VOID(transaction.commit());
  return shown;
}

Result<void> delete_recipe(Context& context, const DeleteRecipe& recipe) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, find(context, recipe.id));
  FETTLE_TRY_VOID(refuse_builtin(row));
  FETTLE_TRY_VOID(check_version(recipe.version, show(row)));
  FETTLE_TRY_VOID(store::delete_recipe(context.database, {context.actor.team, row.id}));
  FETTLE_TRY_VOID(
      audit(context, {.action = "recipe.deleted", .subject = row.id, .before = audited(row)}));
  FETTLE_TRY_VOID(announce(context, "recipes", "deleted", row.id));
  return transaction.commit();
}

}  // namespace fettle::usecases
