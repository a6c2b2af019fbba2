#include "usecases/secrets/credentials.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "core/fleet/text.hpp"
#include "store/credential_store.hpp"
#include "store/secret_store.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/field_problems.hpp"
#include "usecases/secrets/secrets.hpp"

namespace fettle::usecases {
namespace {

/// Why a secret does not serve; empty: it does.
std::string unfit(const std::optional<store::SecretRow>& row, CredentialPurpose purpose) {
  if (!row) return "names no secret of the team";
  const auto kind = enum_from_name<SecretKind>(row->kind);
  const bool logs_in = kind == SecretKind::kSshKey || kind == SecretKind::kPassword;
  if (purpose == CredentialPurpose::kLogin && !logs_in) {
    return fmt::format("is of the kind {}: one logs in with an ssh_key or a password", row->kind);
  }
  if (purpose == CredentialPurpose::kBecome && kind != SecretKind::kBecomePassword) {
    return fmt::format("is of the kind {}: sudo takes a become_password", row->kind);
  }
  return {};
}

Result<std::vector<store::CredentialDefault>> rows_of(Context& context,
                                                      const CredentialDefaults& defaults) {
  FieldProblems problems;
  if (defaults.items.size() > kCredentialDefaultsMax) {
    problems.add("items", fmt::format("are more than {}", kCredentialDefaultsMax));
    FETTLE_TRY_VOID(problems.done());
  }
  std::vector<store::CredentialDefault> rows;
  std::set<std::pair<CredentialPurpose, std::string>> seen;
  for (std::size_t i = 0; i < defaults.items.size(); ++i) {
    const auto& [purpose, role, secret] = defaults.items[i];
    problems.check_line(fmt::format("items[{}].role", i), role);
    if (!seen.emplace(purpose, fleet::to_lower_ascii(role)).second) {
      problems.add(fmt::format("items[{}].role", i), "is there already");
    }
    FETTLE_TRY(row, store::find_secret_by_name(context.database, {context.actor.team, secret}));
    const auto problem = unfit(row, purpose);
    if (!problem.empty()) problems.add(fmt::format("items[{}].secret", i), problem);
    if (row) rows.push_back({std::string(enum_name(purpose)), role, row->id});
  }
  FETTLE_TRY_VOID(problems.done());
  return rows;
}

}  // namespace

Result<CredentialDefaults> list_credential_defaults(Context& context) {
  FETTLE_TRY(rows, store::list_credential_defaults(context.database, context.actor.team));
  CredentialDefaults defaults;
  for (auto& row : rows) {
    FETTLE_TRY(secret, store::find_secret(context.database, {context.actor.team, row.secret_id}));
    if (!secret) continue;
    defaults.items.push_back(
        {.purpose =
             enum_from_name<CredentialPurpose>(row.purpose).value_or(CredentialPurpose::kLogin),
         .role = std::move(row.role),
         .secret = std::move(secret->name)});
  }
  return defaults;
}

Result<CredentialDefaults> put_credential_defaults(Context& context,
                                                   const CredentialDefaults& defaults) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(rows, rows_of(context, defaults));
  FETTLE_TRY(before, list_credential_defaults(context));
  FETTLE_TRY_VOID(store::replace_credential_defaults(context.database, context.actor.team, rows));
  FETTLE_TRY(after, list_credential_defaults(context));
  FETTLE_TRY_VOID(audit(context, {.action = "credential_defaults.written",
                                  .subject = context.actor.team,
                                  .before = to_canonical_json(before),
                                  .after = to_canonical_json(after)}));
  FETTLE_TRY_VOID(announce(context, "secrets", "updated", context.actor.team));
  FETTLE_TRY_VOID(transaction.commit());
  return after;
}

Result<void> check_credential(Context& context, const ChosenCredential& chosen) {
  if (!chosen.id) return {};
  if (!security::may(context.actor.rights, security::Action::kManageSecrets)) {
    return fail(ErrorCode::kForbidden, "only an owner chooses the credential of a server");
  }
  if (chosen.id->empty()) return {};
  FETTLE_TRY(row, store::find_secret(context.database, {context.actor.team, *chosen.id}));
  FieldProblems problems;
  const auto problem = unfit(row, chosen.purpose);
  if (!problem.empty()) problems.add(chosen.field, problem);
  return problems.done();
}

}  // namespace fettle::usecases
