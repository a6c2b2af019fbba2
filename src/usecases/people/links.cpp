#include "usecases/people/links.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/enum_name.hpp"
#include "security/token.hpp"

namespace fettle::usecases {
namespace {

Milliseconds life_of(LinkKind kind) {
  return kind == LinkKind::kInvitation ? std::chrono::days(7) : std::chrono::days(1);
}

Result<store::LinkRow> found(Result<std::optional<store::LinkRow>> row) {
  if (!row) return std::unexpected(std::move(row).error());
  if (*row) return **std::move(row);
  return fail(ErrorCode::kNotFound,
              "this link was used, is over or was taken back; ask for another one");
}

}  // namespace

Result<LinkView> make_link(Context& context, NewLink link) {
  const auto token = security::make_token();
  LinkView view{
      .id = context.new_id(),
      .url = fmt::format("{}/{}#{}", context.services.public_url, enum_name(link.kind), token),
      .expires_at = context.now + life_of(link.kind)};
  const auto& by = context.actor.user;
  FETTLE_TRY_VOID(store::add_link(context.database,
                                  {.id = view.id,
                                   .hash = security::hash_token(token),
                                   .kind = std::string(enum_name(link.kind)),
                                   .team_id = std::move(link.team),
                                   .user_id = std::move(link.user),
                                   .email = std::move(link.email),
                                   .role = std::move(link.role),
                                   .created_by = by.empty() ? std::nullopt : std::optional(by),
                                   .created_at = context.now,
                                   .expires_at = view.expires_at}));
  return view;
}

Result<store::LinkRow> look_at_link(Context& context, LinkKind kind, std::string_view token) {
  return found(store::find_link(
      context.database,
      {.kind = enum_name(kind), .hash = security::hash_token(token), .now = context.now}));
}

Result<store::LinkRow> use_link(Context& context, LinkKind kind, std::string_view token) {
  return found(store::use_link(
      context.database,
      {.kind = enum_name(kind), .hash = security::hash_token(token), .now = context.now}));
}

}  // namespace fettle::usecases
