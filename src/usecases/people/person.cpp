#include "usecases/people/person.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "base/enum_name.hpp"
#include "base/utf8.hpp"
#include "base/visible_text.hpp"
#include "core/fleet/text.hpp"

namespace fettle::usecases {
namespace {

constexpr std::size_t kEmailBytesMax = 254;
constexpr std::size_t kNameCharactersMax = 255;

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
  if (text.size() > kEmailBytesMax || text.find('@', at + 1) != std::string_view::npos)
    return false;
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
}

}  // namespace

Person person_of(const store::UserRow& row) {
  return {.id = row.id,
          .email = row.email,
          .name = row.name,
          .role = role_of(row.role),
          .is_administrator = row.is_administrator,
          .is_active = row.is_active,
          .has_second_factor = !row.totp_secret.empty(),
          .version = row.version,
          .created_at = row.created_at,
          .last_sign_in_at = row.last_sign_in_at};
}

TeamView team_of(const store::TeamRow& row) {
  return {.id = row.id,
          .name = row.name,
          .stopped_reason = row.stopped_reason,
          .version = row.version,
          .created_at = row.created_at};
}

Result<std::string> normal_email(std::string_view text) {
  auto email = fleet::to_lower_ascii(fleet::trim(text));
  if (is_email(email)) return email;
  return fail(
      ErrorCode::kInvalid,
      fmt::format("{} is no e-mail address; it looks like ann@example.com", fleet::quote(text)));
}

Result<std::string> checked_name(std::string_view text, std::string_view what) {
  const auto name = fleet::trim(text);
  if (name.empty()) return fail(ErrorCode::kInvalid, fmt::format("the {} is empty", what));
  if (utf8::length(name) > kNameCharactersMax) {
    return fail(ErrorCode::kInvalid,
                fmt::format("the {} is longer than {} characters", what, kNameCharactersMax));
  }
  if (find_hidden(name) || name.find_first_of("\t\n") != std::string_view::npos) {
    return fail(ErrorCode::kInvalid,
                fmt::format("the {} holds characters that are not seen; take them out", what));
  }
  return std::string(name);
}

security::Role role_of(std::string_view name) {
  const auto role = enum_from_name<security::Role>(name);
  FETTLE_CHECK(role.has_value());
  return *role;
}

Result<store::UserRow> require_user(Context& context, std::string_view id) {
  FETTLE_TRY(row, store::find_user(context.database, {context.actor.team, id}));
  if (!row) return fail(ErrorCode::kNotFound, "there is nobody with that id in this team");
  return *std::move(row);
}

Result<store::UserRow> require_self(Context& context) {
  if (context.actor.principal.kind != engine::PrincipalKind::kUser) {
    return fail(ErrorCode::kForbidden,
                "a token can't do this for its maker; sign in with a password");
  }
  return require_user(context, context.actor.user);
}

Result<void> save_person(Context& context, store::UserRow row) {
  row.updated_at = context.now;
  FETTLE_TRY(saved, store::save_user(context.database, row));
  if (saved) return {};
  return fail(ErrorCode::kStale, "somebody has changed this person meanwhile; look again");
}

}  // namespace fettle::usecases
