// What every command against a service is given, and the few questions that they share: which batch
// a word means, and all items of a list that comes in pages.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/batch_choice.hpp"
#include "cli/console.hpp"
#include "cli/remote/service_api.hpp"
#include "cli/remote/stop_signal.hpp"
#include "cli/view/view.hpp"

namespace fettle::cli {

struct Remote {
  const ServiceApi& api;
  const ServiceApi& events;  ///< the same over connections of its own, for a stream
  StopSignal& stop;
  const Console& console;
  std::string flags;  ///< what the next command must say to reach the same service: ` --server URL`
  std::string key;    ///< of this call alone: a launch that is sent twice is one by it
};

/// At most `most` items of a list, page after page. `Page` has `items` and `next_cursor`.
template <class Page>
Result<Page> read_pages(const ServiceApi& api, const std::string& path, std::size_t most) {
  const char mark = path.contains('?') ? '&' : '?';
  const auto first = path + query(mark, "limit", "200");
  FETTLE_TRY(all, api.read<Page>(first));
  auto next = all.next_cursor;
  while (next && all.items.size() < most) {
    FETTLE_TRY(page, api.read<Page>(first + query('&', "cursor", *next)));
    for (auto& item : page.items) all.items.push_back(std::move(item));
    next = std::exchange(page.next_cursor, std::nullopt);
  }
  all.next_cursor = next;
  return all;
}

/// The newest 1,000 batches, as `fettle batches` lists those of a database.
Result<BatchList> batches_of(const ServiceApi& api);

struct ChosenBatch {
  std::string id;
  std::string short_id;
};
/// The beginning of an id, or `last`. Errors of choose().
Result<ChosenBatch> choose_batch(const ServiceApi& api, const std::string& word);

/// `web`, of `Web`: ASCII alone, which is how the service compares names.
std::string lower_case(std::string text);

/// Asks on the terminal; anything but a yes, a signal and the end of input are a no.
bool says_yes(const std::string& question, const Remote& remote);

/// Shows why, and gives the exit status.
int refuse_command(const Error& error, const Console& console, const std::string& name = "fettle",
                   std::string_view text = {});

}  // namespace fettle::cli
