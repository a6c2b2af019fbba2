#include "usecases/flows/seed_catalogue.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/sha256.hpp"
#include "embedded/flows.hpp"
#include "embedded/recipes.hpp"
#include "store/flow_store.hpp"
#include "store/people_store.hpp"
#include "store/recipe_store.hpp"
#include "usecases/flows/flow_text.hpp"
#include "usecases/flows/recipe_text.hpp"

namespace fettle::usecases {
namespace {

constexpr int kTeamsAtOnce = 100;

std::string_view name_of(const EmbeddedFile& file) {
  auto name = file.name;
  if (name.ends_with(".md")) name.remove_suffix(3);
  return name;
}

class Seeding {
 public:
  Seeding(store::Connection& connection, const std::string& team, Instant now,
          ports::Random& random)
      : connection_(connection), team_(team), now_(now), random_(random) {}

  Result<void> seed_recipe(const EmbeddedFile& file) {
    // The slug of a shipped recipe is its file's name; a test of the catalogue holds it to that.
    FETTLE_TRY(stored, store::find_recipe_by_slug(connection_, team_, name_of(file)));
    const auto hash = sha256_hex(file.bytes);
    if (stored && (!stored->is_builtin || stored->builtin_hash == hash)) return {};
    auto row = stored.value_or(store::RecipeRow{});
    FETTLE_TRY_VOID(fill_from_text(row, std::string(file.bytes)));
    row.builtin_hash = hash;
    row.updated_at = now_;
    if (stored) {
      ++row.version;
      FETTLE_TRY_VOID(store::update_recipe(connection_, team_, row));
      return {};
    }
    row.id = new_id();
    row.is_builtin = true;
    row.created_at = now_;
    FETTLE_TRY_VOID(store::insert_recipe(connection_, team_, row));
    return {};
  }

  Result<void> seed_flow(const EmbeddedFile& file, const std::vector<std::string>& slugs) {
    FETTLE_TRY(stored, store::find_builtin_flow(connection_, team_, name_of(file)));
    const auto hash = sha256_hex(file.bytes);
    if (stored && stored->builtin_hash == hash) return {};
    auto row = stored.value_or(store::FlowRow{});
    FETTLE_TRY_VOID(fill_from_text(row, std::string(file.bytes), slugs));
    row.builtin_hash = hash;
    row.updated_by = std::nullopt;
    row.updated_at = now_;
    if (stored) {
      ++row.version;
      FETTLE_TRY_VOID(store::update_flow(connection_, team_, row));
      return {};
    }
    row.id = new_id();
    row.is_builtin = true;
    row.builtin_name = name_of(file);
    row.created_at = now_;
    return store::insert_flow(connection_, team_, row);
  }

 private:
  std::string new_id() { return make_id(now_, {random_.bits(), random_.bits()}); }

  store::Connection& connection_;
  const std::string& team_;
  Instant now_;
  ports::Random& random_;
};

}  // namespace

Result<void> seed_catalogue(store::Connection& connection, const std::string& team, Instant now,
                            ports::Random& random) {
  Seeding seeding(connection, team, now, random);
  for (const auto& file : embedded::recipes()) FETTLE_TRY_VOID(seeding.seed_recipe(file));
  FETTLE_TRY(slugs, store::list_recipe_slugs(connection, team));
  for (const auto& file : embedded::flows()) FETTLE_TRY_VOID(seeding.seed_flow(file, slugs));
  return {};
}

Result<void> seed_every_team(store::Connection& connection, Instant now, ports::Random& random) {
  store::IdPage page{.after = {}, .rows = kTeamsAtOnce};
  while (true) {
    FETTLE_TRY(teams, store::list_teams(connection, page));
    for (const auto& team : teams) {
      FETTLE_TRY(transaction, store::Transaction::begin_exclusive(connection));
      FETTLE_TRY_VOID(seed_catalogue(connection, team.id, now, random));
      FETTLE_TRY_VOID(transaction.commit());
    }
    if (std::ssize(teams) < page.rows) return {};
    page.after = teams.back().id;
  }
}

}  // namespace fettle::usecases
