// Private keys, each opened once: hundreds of sessions use the same few, and opening one that a
// passphrase protects takes a thread a good part of a second. Read again when the file changes.
// Whoever wants a key waits for it, and nothing else does, also while a person is asked for its
// passphrase. Belongs to the loop's thread; the threads see a file's name and its passphrase alone.
#pragma once

#include <time.h>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "transport/os/async_event.hpp"
#include "transport/os/worker_pool.hpp"
#include "transport/settings.hpp"
#include "transport/ssh/key_file.hpp"

namespace fettle::transport {

enum class MayAsk { kNobody, kPerson };

class KeyCache : public std::enable_shared_from_this<KeyCache> {
 public:
  /// FETTLE_SSH_PASSPHRASE is tried first; `prompt` may be empty.
  KeyCache(net::any_io_executor loop, PassphrasePrompt prompt)
      : loop_(std::move(loop)), prompt_(std::move(prompt)) {}

  /// The key in `file` and, where `file-cert.pub` stands beside it, that certificate. Null until
  /// open() has been there: the file is new, or only a person can open it.
  const KeyFile* find(const std::string& file) const;
  /// As find(), also of a key that only a person can open: its public half may be known.
  const KeyFile* peek(const std::string& file) const;

  /// Opens `file`, if it isn't; one that only a person can open is left where none may be asked.
  /// False when `deadline` came first: the opening goes on by itself.
  Awaitable<bool> open(std::string file, MayAsk who, Deadline deadline);

  /// Opens a key that stands in no file, known as `name`, for as long as what is returned lives;
  /// find() then says what came of it. Null when `deadline` came first.
  Awaitable<std::shared_ptr<void>> hold(std::string name, std::string text, std::string passphrase,
                                        Deadline deadline);

  /// Waits for the threads, which finish the key that they are at.
  void stop();

 private:
  /// The last changes of the key, its certificate and its public half: contents, then owner and
  /// permissions.
  using Stamp = std::array<timespec, 6>;
  enum class State { kUnread, kLocked, kSettled };
  struct Entry {
    Stamp stamp{};
    State state = State::kUnread;
    bool in_memory = false;  ///< there is no file
    bool is_busy = false;    ///< a coroutine brings it into its next state
    KeyFile found;
    AsyncEvent changed;
  };
  struct Hold;
  static Stamp stamp_of(const std::string& file);
  static bool is_current(const std::string& file, const Entry& entry);
  void advance(const std::string& file, Entry& entry);
  Awaitable<void> read(std::string file, Entry& entry);
  Awaitable<void> ask(std::string file, Entry& entry);
  Awaitable<void> open_text(Entry& entry, std::string text, std::string passphrase);
  Awaitable<std::optional<std::string>> passphrase(std::string file, int attempt);

  net::any_io_executor loop_;
  PassphrasePrompt prompt_;
  std::map<std::string, Entry> entries_;  ///< entries stay where they are
  std::map<std::string, std::weak_ptr<Hold>> holds_;
  WorkerPool threads_{2};  ///< slow names, or an agent, never stand before a key
};

}  // namespace fettle::transport
