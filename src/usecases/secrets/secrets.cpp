#include "usecases/secrets/secrets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "base/wipe.hpp"
#include "core/fleet/text.hpp"
#include "security/secret_box.hpp"
#include "store/credential_store.hpp"
#include "store/secret_store.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/sealed_places.hpp"
#include "usecases/secrets/secret_mask.hpp"
#include "usecases/secrets/server_access.hpp"
#include "usecases/version.hpp"

namespace fettle::usecases {
namespace {

constexpr std::size_t kNameBytesMax = 100;
constexpr std::size_t kValueBytesMax = 65'536;
constexpr std::size_t kDescriptionBytesMax = 2'000;

Result<Secret> secret_of(const store::SecretRow& row) {
  const auto kind = enum_from_name<SecretKind>(row.kind);
  if (!kind) return fail(ErrorCode::kIo, "a secret in the database has a kind that there isn't");
  return Secret{.id = row.id,
                .name = row.name,
                .kind = *kind,
                .description = row.description,
                .fingerprint = row.fingerprint,
                .version = row.version,
                .created_by = row.created_by,
                .created_at = row.created_at,
                .updated_at = row.updated_at};
}

bool is_name(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && name.size() <= kNameBytesMax && !(name[0] >= '0' && name[0] <= '9') &&
         std::ranges::all_of(name, fits);
}

/// What a target's prompt takes: one line.
Result<void> check_password(std::string_view value) {
  const bool is_line =
      std::ranges::none_of(value, [](char c) { return c == '\n' || c == '\r' || c == '\0'; });
  if (is_line) return {};
  return fail(ErrorCode::kInvalid, "value: a password has no line break; leave it out");
}

Result<void> check_kind(const PutSecret& in) {
  const bool is_key = in.kind == SecretKind::kSshKey;
  if (in.passphrase && !is_key) {
    return fail(ErrorCode::kInvalid, "passphrase: only a secret of the kind ssh_key has one");
  }
  if (is_key || in.kind == SecretKind::kValue) return {};
  return check_password(in.value);
}

Result<void> check(std::string_view name, const PutSecret& in) {
  if (!is_name(name)) {
    return fail(ErrorCode::kInvalid,
                fmt::format("{} can't be the name of a secret: up to {} letters, digits and `_`, "
                            "no digit first",
                            fleet::quote(name), kNameBytesMax));
  }
  if (in.value.empty() || in.value.size() > kValueBytesMax) {
    return fail(ErrorCode::kInvalid,
                fmt::format("the value of a secret has 1 to {} bytes", kValueBytesMax));
  }
  if (in.description && in.description->size() > kDescriptionBytesMax) {
    return fail(ErrorCode::kInvalid,
                fmt::format("the description is longer than {} bytes", kDescriptionBytesMax));
  }
  return check_kind(in);
}

/// The row as it is to be stored, from the one there is.
Result<store::SecretRow> next_row(Context& context, const SecretKey& key, const PutSecret& in,
                                  std::optional<store::SecretRow> old) {
  auto row = old ? *std::move(old)
                 : store::SecretRow{.id = context.new_id(),
                                    .team_id = context.actor.team,
                                    .name = std::string(key.name),
                                    .version = 0,
                                    .created_by = context.actor.user,
                                    .created_at = context.now};
  row.kind = enum_name(in.kind);
  if (in.description) row.description = *in.description;
  FETTLE_TRY_VOID(hide_secrets_in(context, {&row.description}, {in.value}));
  row.version += 1;
  row.updated_at = context.now;
  row.fingerprint.clear();
  if (in.kind == SecretKind::kSshKey) {
    FETTLE_TRY(described, context.services.describe_key(in.value, in.passphrase.value_or("")));
    row.fingerprint = std::move(described);
  }
  auto value = stored_form(in);
  auto result = context.services.secret_box.seal(value, place_of_secret(row));
  wipe(value);
  FETTLE_TRY(sealed, std::move(result));
  row.sealed = std::move(sealed);
  row.key_id = context.services.secret_box.key_id();
  return row;
}

Result<void> store_row(Context& context, const store::SecretRow& row) {
  if (row.version == 1) return store::add_secret(context.database, row);
  FETTLE_TRY(saved, store::save_secret(context.database, row));
  if (saved) return {};
  return fail(ErrorCode::kStale, "somebody has changed this secret meanwhile; look again");
}

Result<void> check_unused(Context& context, const store::SecretRow& row) {
  FETTLE_TRY(use, store::credential_use(context.database, {context.actor.team, row.id}));
  if (use.servers == 0 && use.defaults == 0) return {};
  const auto where = use.servers > 0 ? fmt::format("{} servers, the first is {}", use.servers,
                                                   fleet::quote(use.server))
                                     : std::string("servers by default (credential-defaults)");
  return fail(ErrorCode::kConflict,
              fmt::format("{} opens {}: give those another credential first", row.name, where));
}

std::unexpected<Error> no_secret(std::string_view name) {
  return fail(ErrorCode::kNotFound, fmt::format("there is no secret {}", fleet::quote(name)));
}

}  // namespace

Result<SecretPut> put_secret(Context& context, const SecretKey& key, const PutSecret& in) {
  FETTLE_TRY_VOID(check(key.name, in));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(old, store::find_secret_by_name(context.database, {context.actor.team, key.name}));
  if (!old && key.version) return no_secret(key.name);
  std::string before;
  if (old) {
    FETTLE_TRY(view, secret_of(*old));
    FETTLE_TRY_VOID(check_version(key.version, view));
    if (view.kind != in.kind) {
      return fail(
          ErrorCode::kConflict,
          fmt::format("{} is of the kind {}, and stays so: delete it first, or take another "
                      "name",
                      view.name, enum_name(view.kind)));
    }
    before = to_canonical_json(view);
  }
  FETTLE_TRY(row, next_row(context, key, in, std::move(old)));
  FETTLE_TRY_VOID(store_row(context, row));
  FETTLE_TRY(secret, secret_of(row));
  const bool is_new = row.version == 1;
  FETTLE_TRY_VOID(audit(context, {.action = "secret.written",
                                  .subject = row.id,
                                  .before = std::move(before),
                                  .after = to_canonical_json(secret)}));
  FETTLE_TRY_VOID(announce(context, "secrets", is_new ? "created" : "updated", row.id));
  FETTLE_TRY_VOID(transaction.commit());
  return SecretPut{.secret = std::move(secret), .is_new = is_new};
}

Result<Listed<Secret>> list_secrets(Context& context, const ListRequest& request) {
  FETTLE_TRY(page, id_page(request));
  FETTLE_TRY(rows, store::list_secrets(context.database, context.actor.team, page));
  FETTLE_TRY(total, store::count_secrets(context.database, context.actor.team));
  std::vector<Secret> secrets;
  for (const auto& row : rows) {
    FETTLE_TRY(secret, secret_of(row));
    secrets.push_back(std::move(secret));
  }
  return list_rows(request, std::move(secrets), total, [](const Secret& secret) { return secret; });
}

Result<Secret> show_secret(Context& context, std::string_view name) {
  FETTLE_TRY(row, store::find_secret_by_name(context.database, {context.actor.team, name}));
  if (!row) return no_secret(name);
  return secret_of(*row);
}

Result<void> delete_secret(Context& context, std::string_view name) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, store::find_secret_by_name(context.database, {context.actor.team, name}));
  if (!row) return no_secret(name);
  FETTLE_TRY_VOID(check_unused(context, *row));
  FETTLE_TRY_VOID(store::remove_secret(context.database, {context.actor.team, row->id}));
  FETTLE_TRY(secret, secret_of(*row));
  FETTLE_TRY_VOID(
      audit(context,
            {.action = "secret.deleted", .subject = row->id, .before = to_canonical_json(secret)}));
  FETTLE_TRY_VOID(announce(context, "secrets", "deleted", row->id));
  return transaction.commit();
}

}  // namespace fettle::usecases
