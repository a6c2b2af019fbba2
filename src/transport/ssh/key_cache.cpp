#include "transport/ssh/key_cache.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <tuple>

#include "transport/os/blocking.hpp"

namespace fettle::transport {
namespace {

constexpr int kTries = 3;  // as ssh(1)
constexpr Deadline kNever = Deadline::max();

std::string certificate_of(const std::string& file) { return file + "-cert.pub"; }

struct Passphrase {
  const std::optional<std::string>& text;
  bool wanted = false;
};

/// libssh asks only when the key is protected.
int give_passphrase(const char*, char* buffer, std::size_t size, int, int, void* user) {
  auto& passphrase = *static_cast<Passphrase*>(user);
  passphrase.wanted = true;
  const auto& text = passphrase.text;
  if (!text || text->size() + 1 > size) return -1;
  std::memcpy(buffer, text->c_str(), text->size() + 1);
  return 0;
}

Key own(ssh_key key) { return {key, ssh_key_free}; }

Key with_certificate(const std::string& file, const Key& plain) {
  ssh_key certificate = nullptr;
  if (ssh_pki_import_cert_file(certificate_of(file).c_str(), &certificate) != SSH_OK) return {};
  const Key holder = own(certificate);
  Key both = own(ssh_key_dup(plain.get()));
  if (!both || ssh_pki_copy_cert_to_privkey(certificate, both.get()) != SSH_OK) return {};
  return both;
}

struct Reading {
  KeyFile found;
  bool is_locked = false;  ///< the passphrase was missing, or not the right one
};

/// Blocks: reads from a disk, and computes for as long as the key's rounds want.
Reading read_blocking(const std::string& file, const std::optional<std::string>& text) {
  Reading result;
  result.found.exists = access(file.c_str(), F_OK) == 0;
  if (!result.found.exists) {
    result.found.problem = "there is no such file";
    return result;
  }
  Passphrase passphrase{.text = text};
  ssh_key raw = nullptr;
  if (ssh_pki_import_privkey_file(file.c_str(), nullptr, give_passphrase, &passphrase, &raw) !=
      SSH_OK) {
    result.found.problem = "it can't be read as a private key";
    result.is_locked = passphrase.wanted;
    return result;
  }
  const Key plain = own(raw);
  if (Key both = with_certificate(file, plain)) result.found.keys.push_back(std::move(both));
  result.found.keys.push_back(plain);
  return result;
}

KeyFile locked(std::string_view why) {
  return {.exists = true,
          .keys = {},
          .problem = fmt::format("{}: set FETTLE_SSH_PASSPHRASE, or ssh-add the key", why)};
}

/// A bug of ours stops the process.
void rethrow(const std::exception_ptr& error) {
  if (error) std::rethrow_exception(error);
}

}  // namespace

void KeyCache::stop() {
  threads_.stop();
  threads_.join();
}

KeyCache::Stamp KeyCache::stamp_of(const std::string& file) {
  Stamp stamp{};
  struct stat key{};
  struct stat certificate{};
  if (stat(file.c_str(), &key) == 0)
    std::tie(stamp[0], stamp[1]) = std::tie(key.st_mtim, key.st_ctim);
  if (stat(certificate_of(file).c_str(), &certificate) == 0)
    std::tie(stamp[2], stamp[3]) = std::tie(certificate.st_mtim, certificate.st_ctim);
  return stamp;
}

bool KeyCache::is_current(const std::string& file, const Entry& entry) {
  return std::ranges::equal(entry.stamp, stamp_of(file), [](const auto& a, const auto& b) {
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
  });
}

const KeyFile* KeyCache::find(const std::string& file) const {
  const auto entry = entries_.find(file);
  if (entry == entries_.end() || entry->second.state != State::kSettled) return nullptr;
  return is_current(file, entry->second) ? &entry->second.found : nullptr;
}

Awaitable<bool> KeyCache::open(std::string file, MayAsk who, Deadline deadline) {
  const auto self = shared_from_this();
  Entry& entry = entries_[file];
  while (true) {
    if (!entry.is_busy && !is_current(file, entry)) entry.state = State::kUnread;
    if (entry.state == State::kSettled) co_return true;
    if (entry.state == State::kLocked && who == MayAsk::kNobody) co_return true;
    if (!entry.is_busy) advance(file, entry);
    // It may have come to its end at once.
    if (entry.is_busy && !co_await entry.changed.wait(deadline)) co_return false;
  }
}

/// Runs by itself, so that it serves all who wait, however long each of them does.
void KeyCache::advance(const std::string& file, Entry& entry) {
  entry.is_busy = true;
  net::co_spawn(
      loop_,
      [self = shared_from_this(), file, &entry]() -> Awaitable<void> {
        if (entry.state == State::kUnread)
          co_await self->read(file, entry);
        else
          co_await self->ask(file, entry);
        entry.is_busy = false;
        entry.changed.notify_all();
      },
      rethrow);
}

Awaitable<void> KeyCache::read(std::string file, Entry& entry) {
  entry.stamp = stamp_of(file);
  std::optional<std::string> text;
  if (const char* variable = std::getenv("FETTLE_SSH_PASSPHRASE"); variable != nullptr)
    text = variable;
  const auto reading = run_blocking(threads_, loop_, [=] { return read_blocking(file, text); });
  co_await reading->done(kNever);
  entry.found = reading->result().found;
  entry.state = State::kSettled;
  if (!reading->result().is_locked) co_return;
  entry.found =
      locked(text ? "FETTLE_SSH_PASSPHRASE is not its passphrase" : "it needs a passphrase");
  if (prompt_) entry.state = State::kLocked;
}

Awaitable<void> KeyCache::ask(std::string file, Entry& entry) {
  entry.found = locked(fmt::format("none of {} passphrases opened it", kTries));
  for (int attempt = 1; attempt <= kTries; ++attempt) {
    const auto text = co_await passphrase(file, attempt);
    if (!text) {
      entry.found = locked("nobody gave its passphrase");
      break;
    }
    const auto reading = run_blocking(threads_, loop_, [=] { return read_blocking(file, text); });
    co_await reading->done(kNever);
    if (reading->result().is_locked) continue;
    entry.found = reading->result().found;
    break;
  }
  entry.state = State::kSettled;
}

Awaitable<std::optional<std::string>> KeyCache::passphrase(std::string file, int attempt) {
  const auto answer = std::make_shared<BlockingTask<std::optional<std::string>>>();
  prompt_({.key_file = file, .attempt = attempt, .answer = [answer](auto text) {
             answer->finish(std::move(text));
           }});
  co_await answer->done(kNever);
  co_return answer->result();
}

}  // namespace fettle::transport
