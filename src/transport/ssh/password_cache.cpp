#include "transport/ssh/password_cache.hpp"

#include <cstdlib>

#include "base/wipe.hpp"

namespace fettle::transport {
namespace {

/// Before its first success. Hosts may differ, but no account is to be locked.
constexpr int kRefusalsMax = 2;

}  // namespace

PasswordCache::~PasswordCache() {
  if (given_) wipe(*given_);
  for (auto& [account, entry] : entries_)
    if (entry.text) wipe(*entry.text);
}

PasswordCache::Entry& PasswordCache::entry(const std::string& account) {
  Entry& found = entries_[account];
  if (found.is_asked || found.is_waiting) return found;
  if (given_) {
    if (found.attempt == 1) found.text = given_;
    found.is_asked = true;
    return found;
  }
  const char* value = std::getenv(variable_.c_str());
  if (value != nullptr && found.attempt == 1) {
    found.text = value;
    found.is_asked = true;
  }
  return found;
}

bool PasswordCache::is_given_up(const std::string& account) {
  const Entry& found = entry(account);
  return !found.is_proven && found.refusals >= kRefusalsMax;
}

bool PasswordCache::may_have(const std::string& account) {
  const Entry& found = entry(account);
  if (is_given_up(account)) return false;
  return found.is_asked ? found.text.has_value() : static_cast<bool>(prompt_);
}

const std::string* PasswordCache::find(const std::string& account) {
  const Entry& found = entry(account);
  return may_have(account) && found.text ? &*found.text : nullptr;
}

Awaitable<bool> PasswordCache::open(std::string account, Deadline deadline) {
  const auto self = shared_from_this();
  Entry& found = entry(account);
  if (!found.is_asked && !found.is_waiting && prompt_) {
    found.is_waiting = true;
    prompt_({.account = account,
             .attempt = found.attempt,
             .answer = [self, &found](std::optional<std::string> text) {
               found.text = std::move(text);
               found.is_asked = true;
               found.is_waiting = false;
               found.changed.notify_all();
             }});
  }
  while (found.is_waiting)
    if (!co_await found.changed.wait(deadline)) co_return false;
  co_return true;
}

Awaitable<std::optional<Limiter::Permit>> PasswordCache::turn(std::string account,
                                                              Deadline deadline) {
  const auto self = shared_from_this();
  Entry& found = entry(account);
  if (!found.is_proven) {
    auto permit = co_await found.one_at_a_time.take(deadline);
    if (!found.is_proven || !permit) co_return permit;
  }
  co_return co_await found.many.take(deadline);
}

void PasswordCache::refused(const std::string& account) { ++entries_[account].refusals; }

void PasswordCache::was_wrong(const std::string& account, const std::string& text) {
  Entry& found = entries_[account];
  if (found.text != text) return;  // somebody else has said so
  found.text.reset();
  found.is_asked = false;
  ++found.attempt;
}

std::shared_ptr<PasswordCache> OwnPasswords::of(const ports::Sensitive& password) {
  std::erase_if(caches_, [](const auto& each) { return each.second.expired(); });
  auto& known = caches_[password.id];
  auto cache = known.lock();
  if (!cache) known = cache = std::make_shared<PasswordCache>(password.value);
  return cache;
}

}  // namespace fettle::transport
