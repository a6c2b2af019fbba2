#include "usecases/people/tokens.hpp"

#include <algorithm>
#include <utility>

#include "base/json.hpp"
#include "security/token.hpp"
#include "store/token_store.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/people/person.hpp"

namespace fettle::usecases {
namespace {

constexpr std::int64_t kTokensMax = 100;  // of one person

using Scopes = std::vector<security::Scope>;

Result<ApiToken> token_of(const store::TokenRow& row) {
  FETTLE_TRY(scopes, from_json<Scopes>(row.scopes));
  return ApiToken{.id = row.id,
                  .user_id = row.user_id,
                  .name = row.name,
                  .scopes = std::move(scopes),
                  .created_at = row.created_at,
                  .expires_at = row.expires_at,
                  .last_used_at = row.last_used_at};
}

/// Whose tokens the actor sees: their own, or everybody's.
store::TokenFilter seen_by(const Context& context) {
  const bool all = security::may(context.actor.rights, security::Action::kManagePeople);
  return {.team = context.actor.team, .user = all ? std::string_view() : context.actor.user};
}

Result<void> check(const Context& context, const CreateToken& in) {
  if (in.scopes.empty()) {
    return fail(ErrorCode::kInvalid, "a token without a scope may nothing; give it one at least");
  }
  if (in.expires_at <= context.now || in.expires_at > context.now + kTokenLifeMax) {
    return fail(ErrorCode::kInvalid, "a token ends at an instant after now, within a year");
  }
  return {};
}

Scopes without_repeats(Scopes scopes) {
  std::ranges::sort(scopes);
  const auto [first, last] = std::ranges::unique(scopes);
  scopes.erase(first, last);
  return scopes;
}

Result<void> refuse_too_many(Context& context) {
  FETTLE_TRY(count, store::count_tokens(context.database,
                                        {.team = context.actor.team, .user = context.actor.user}));
  if (count < kTokensMax) return {};
  return fail(ErrorCode::kConflict, "you have 100 tokens; revoke some first");
}

}  // namespace

Result<CreatedToken> create_token(Context& context, const CreateToken& in) {
  FETTLE_TRY_VOID(require_self(context));
  FETTLE_TRY(name, checked_name(in.name, "name of the token"));
  FETTLE_TRY_VOID(check(context, in));
  CreatedToken created{.token = security::make_token(security::kApiTokenPrefix)};
  const store::TokenRow row{.id = context.new_id(),
                            .team_id = context.actor.team,
                            .user_id = context.actor.user,
                            .name = std::move(name),
                            .hash = security::hash_token(created.token),
                            .scopes = to_canonical_json(without_repeats(in.scopes)),
                            .created_at = context.now,
                            .expires_at = in.expires_at};
  FETTLE_TRY(view, token_of(row));
  created.api_token = std::move(view);

  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(refuse_too_many(context));
  FETTLE_TRY_VOID(store::add_token(context.database, row));
  FETTLE_TRY_VOID(audit(context, {.action = "token.created",
                                  .subject = row.id,
                                  .after = to_canonical_json(created.api_token)}));
  FETTLE_TRY_VOID(announce(context, "tokens", "created", row.id));
  FETTLE_TRY_VOID(transaction.commit());
  return created;
}

Result<Listed<ApiToken>> list_tokens(Context& context, const ListRequest& request) {
  FETTLE_TRY(page, id_page(request));
  const auto filter = seen_by(context);
  FETTLE_TRY(rows, store::list_tokens(context.database, filter, page));
  FETTLE_TRY(total, store::count_tokens(context.database, filter));
  std::vector<ApiToken> tokens;
  for (const auto& row : rows) {
    FETTLE_TRY(token, token_of(row));
    tokens.push_back(std::move(token));
  }
  return list_rows(request, std::move(tokens), total, [](const ApiToken& token) { return token; });
}

Result<void> revoke_token(Context& context, std::string_view id) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  const store::TeamKey key{context.actor.team, id};
  FETTLE_TRY(row, store::find_token(context.database, key));
  const auto whose = seen_by(context).user;
  if (!row || (!whose.empty() && row->user_id != whose)) {
    return fail(ErrorCode::kNotFound, "there is no token with that id");
  }
  FETTLE_TRY_VOID(store::remove_token(context.database, key));
  FETTLE_TRY(view, token_of(*row));
  FETTLE_TRY_VOID(audit(
      context, {.action = "token.revoked", .subject = row->id, .before = to_canonical_json(view)}));
  FETTLE_TRY_VOID(announce(context, "tokens", "deleted", row->id));
  return transaction.commit();
}

}  // namespace fettle::usecases
