#include "transport/access.hpp"

#include <fmt/format.h>

#include "transport/context.hpp"
#include "transport/os/blocking.hpp"

namespace fettle::transport {
namespace {

std::vector<KnownKey> pinned_keys(const std::vector<std::string>& lines) {
  std::vector<KnownKey> keys;
  for (const std::string_view line : lines) {
    const auto blank = line.find(' ');
    if (blank == std::string_view::npos) continue;
    const auto key = line.substr(blank + 1);
    keys.push_back({.type = std::string(line.substr(0, blank)),
                    .key = std::string(key.substr(0, key.find(' '))),
                    .file = {}});
  }
  return keys;
}

/// A database that is busy or away may be back soon; the rest only a person mends.
Error not_given(const std::string& server, const Error& error) {
  const bool may_pass = error.code == ErrorCode::kBusy || error.code == ErrorCode::kUnreachable;
  return {may_pass ? ErrorCode::kUnreachable : ErrorCode::kRefused,
          fmt::format("{}: {}", server, error.message),
          {},
          error.detail};
}

}  // namespace

Awaitable<Result<std::shared_ptr<const ports::ServerAccess>>> ask_access(
    std::shared_ptr<Context> context, const fleet::Server& server, Deadline deadline) {
  using Given = std::shared_ptr<const ports::ServerAccess>;
  if (!context->settings.server_access || !server.server_id)
    co_return std::make_shared<const ports::ServerAccess>();
  const std::string name = server.name;
  const auto asked = std::make_shared<BlockingTask<Result<Given>>>();
  context->settings.server_access(*server.server_id, [asked](Result<ports::ServerAccess> found) {
    if (!found) return asked->finish(std::unexpected(std::move(found).error()));
    asked->finish(std::make_shared<const ports::ServerAccess>(*std::move(found)));
  });
  if (!co_await asked->done(deadline))
    co_return fail(ErrorCode::kUnreachable,
                   fmt::format("{}: its credential was not read in time", name));
  if (!asked->result()) co_return std::unexpected(not_given(name, asked->result().error()));
  co_return asked->result();
}

Awaitable<Result<Access>> open_access(std::shared_ptr<Context> context,
                                      std::shared_ptr<const ports::ServerAccess> given,
                                      Deadline deadline) {
  Access access;
  access.host_keys = pinned_keys(given->host_keys);
  if (given->password) access.passwords = context->own_passwords.of(given->password);
  if (given->become_password)
    access.become_passwords = context->own_passwords.of(given->become_password);
  if (!given->key) co_return access;
  access.key = given->key.id;
  access.key_hold =
      co_await context->keys->hold(access.key, given->key.value, given->passphrase.value, deadline);
  if (!access.key_hold)
    co_return fail(ErrorCode::kUnreachable,
                   fmt::format("{}: it was not opened in time", access.key));
  const KeyFile* opened = context->keys->find(access.key);
  if (opened != nullptr && !opened->keys.empty()) co_return access;
  co_return fail(ErrorCode::kRefused,
                 fmt::format("{}: {}; store it again", access.key,
                             opened == nullptr ? "it is gone" : opened->problem));
}

}  // namespace fettle::transport
