#include "usecases/people/profile.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/json.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/people/provider_link.hpp"
#include "usecases/version.hpp"

namespace fettle::usecases {
namespace {

constexpr std::size_t kSettingsMax = 100;
constexpr std::size_t kSettingsBytesMax = 16'384;

Result<Profile> profile_of(Context& context, const store::UserRow& row) {
  FETTLE_TRY(settings, from_json<Settings>(row.settings));
  FETTLE_TRY(is_linked, has_provider_link(context));
  return Profile{.user = person_of(row),
                 .settings = std::move(settings),
                 .is_linked = is_linked,
                 .version = row.version};
}

Result<std::string> checked_settings(const Settings& settings) {
  auto json = to_canonical_json(settings);
  if (settings.size() <= kSettingsMax && json.size() <= kSettingsBytesMax) return json;
  return fail(ErrorCode::kInvalid, fmt::format("settings are at most {} texts of {} bytes together",
                                               kSettingsMax, kSettingsBytesMax));
}

std::string name_json(const std::string& name) {
  return to_canonical_json(std::map<std::string, std::string>{{"name", name}});
}

}  // namespace

Result<Profile> show_profile(Context& context) {
  FETTLE_TRY(row, require_user(context, context.actor.user));
  return profile_of(context, row);
}

Result<Profile> update_profile(Context& context, const UpdateProfile& in,
                               std::optional<std::int64_t> version) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, require_self(context));
  FETTLE_TRY(current, profile_of(context, row));
  FETTLE_TRY_VOID(check_version(version, current));
  if (in.settings) {
    FETTLE_TRY(settings, checked_settings(*in.settings));
    row.settings = std::move(settings);
  }
  if (in.name) {
    FETTLE_TRY(name, checked_name(*in.name, "name"));
    FETTLE_TRY_VOID(audit(context, {.action = "user.renamed",
                                    .subject = row.id,
                                    .before = name_json(row.name),
                                    .after = name_json(name)}));
    row.name = std::move(name);
  }
  FETTLE_TRY_VOID(save_person(context, row));
  FETTLE_TRY_VOID(announce(context, "people", "updated", row.id));
  FETTLE_TRY_VOID(transaction.commit());
  return show_profile(context);
}

}  // namespace fettle::usecases
