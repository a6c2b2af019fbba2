// Brings a word to the process that carries a batch out, through the database that both share, and
// waits until it is heard or refused there. How it is heard is batch_worker.hpp's.
#pragma once

#include <atomic>

#include "store/batch_words.hpp"
#include "store/database/connection_pool.hpp"

namespace fettle::app {

/// `word` gets its id here. kBusy where nobody hears it within 15 s, or the service stops: then
/// nobody hears it later either. Else what the other process answers. Blocks; never on the loop.
Result<void> say_word(store::ConnectionPool& database, store::BatchWord word,
                      const std::atomic<bool>& stopping);

}  // namespace fettle::app
