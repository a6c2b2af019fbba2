#include "transport/ssh/key_cache.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <tuple>

#include "base/wipe.hpp"
#include "transport/os/blocking.hpp"

namespace fettle::transport {
namespace {

constexpr int kTries = 3;  // as ssh(1)
constexpr Deadline kNever = Deadline::max();

std::string locked(std::string_view why) {
  return fmt::format("{}: set FETTLE_SSH_PASSPHRASE, or ssh-add the key", why);
}

/// A bug of ours stops the process.
void rethrow(const std::exception_ptr& error) {
  if (error) std::rethrow_exception(error);
}

}  // namespace

/// The last who lets go of it takes the key out of memory.
struct KeyCache::Hold {
  Hold(std::weak_ptr<KeyCache> in, std::string known_as)
      : cache(std::move(in)), name(std::move(known_as)) {}
  Hold(const Hold&) = delete;
  Hold& operator=(const Hold&) = delete;
  ~Hold() {
    const auto owner = cache.lock();
    if (!owner) return;
    owner->entries_.erase(name);
    owner->holds_.erase(name);
  }

  std::weak_ptr<KeyCache> cache;
  std::string name;
};

void KeyCache::stop() { threads_.stop(); }

KeyCache::Stamp KeyCache::stamp_of(const std::string& file) {
  Stamp stamp{};
  std::size_t next = 0;
  for (const auto& each : {file, certificate_of(file), public_half_of(file)}) {
    struct stat status{};
    if (stat(each.c_str(), &status) == 0)
      std::tie(stamp[next], stamp[next + 1]) = std::tie(status.st_mtim, status.st_ctim);
    next += 2;
  }
  return stamp;
}

bool KeyCache::is_current(const std::string& file, const Entry& entry) {
  if (entry.in_memory) return true;
  return std::ranges::equal(entry.stamp, stamp_of(file), [](const auto& a, const auto& b) {
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
  });
}

const KeyFile* KeyCache::find(const std::string& file) const {
  const auto entry = entries_.find(file);
  if (entry == entries_.end() || entry->second.state != State::kSettled) return nullptr;
  return is_current(file, entry->second) ? &entry->second.found : nullptr;
}

const KeyFile* KeyCache::peek(const std::string& file) const {
  const auto entry = entries_.find(file);
  if (entry == entries_.end() || entry->second.state == State::kUnread) return nullptr;
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
  const auto reading = run_blocking(threads_, loop_, [=] { return read_key_file(file, text); });
  co_await reading->done(kNever);
  entry.found = reading->result().found;
  entry.state = State::kSettled;
  if (!reading->result().is_locked) co_return;
  entry.found.problem =
      locked(text ? "FETTLE_SSH_PASSPHRASE is not its passphrase" : "it needs a passphrase");
  if (prompt_) entry.state = State::kLocked;
}

Awaitable<void> KeyCache::ask(std::string file, Entry& entry) {
  entry.found.problem = locked(fmt::format("none of {} passphrases opened it", kTries));
  for (int attempt = 1; attempt <= kTries; ++attempt) {
    const auto text = co_await passphrase(file, attempt);
    if (!text) {
      entry.found.problem = locked("nobody gave its passphrase");
      break;
    }
    const auto reading = run_blocking(threads_, loop_, [=] { return read_key_file(file, text); });
    co_await reading->done(kNever);
    if (reading->result().is_locked) continue;
    entry.found = reading->result().found;
    break;
  }
  entry.state = State::kSettled;
}

Awaitable<std::shared_ptr<void>> KeyCache::hold(std::string name, std::string text,
                                                std::string passphrase, Deadline deadline) {
  auto held = holds_[name].lock();
  Entry& entry = entries_[name];
  if (!held) {
    held = std::make_shared<Hold>(weak_from_this(), name);
    holds_[name] = held;
    entry.in_memory = entry.is_busy = true;
    net::co_spawn(
        loop_,
        [self = shared_from_this(), held, &entry, text = std::move(text),
         passphrase = std::move(passphrase)]() mutable -> Awaitable<void> {
          co_await self->open_text(entry, std::move(text), std::move(passphrase));
        },
        rethrow);
  }
  wipe(text);
  wipe(passphrase);
  while (entry.is_busy)
    if (!co_await entry.changed.wait(deadline)) co_return nullptr;
  co_return held;
}

Awaitable<void> KeyCache::open_text(Entry& entry, std::string text, std::string passphrase) {
  const auto reading = run_blocking(
      threads_, loop_, [text = std::move(text), passphrase = std::move(passphrase)]() mutable {
        std::optional<std::string> phrase;
        if (!passphrase.empty()) phrase = passphrase;
        auto read = read_key_text(text, phrase);
        if (read.is_locked)
          read.found.problem =
              phrase ? "its passphrase is not the right one" : "it has a passphrase";
        if (phrase) wipe(*phrase);
        wipe(passphrase);
        wipe(text);
        return read;
      });
  co_await reading->done(kNever);
  entry.found = reading->result().found;
  entry.state = State::kSettled;
  entry.is_busy = false;
  entry.changed.notify_all();
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
