#include "cli/remote/remote.hpp"

#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "base/enum_name.hpp"
#include "base/id.hpp"
#include "cli/remote/refusal.hpp"
#include "usecases/batches/batches.hpp"

namespace fettle::cli {
namespace {

constexpr std::size_t kBatchesMax = 1000;

struct BatchPage {
  std::vector<usecases::BatchView> items;
  std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(BatchPage, (), (items, next_cursor))

store::BatchHead head_of(usecases::BatchView view) {
  const auto& counts = view.counts;
  store::BatchHead head{.id = std::move(view.batch_id),
                        .name = std::move(view.name),
                        .created_at = view.created_at,
                        .ended_at = view.ended_at,
                        .digest = std::move(view.digest)};
  head.state.status =
      enum_from_name<engine::BatchStatus>(view.status).value_or(engine::BatchStatus::kPending);
  head.state.total = counts.total;
  head.state.waiting = counts.pending;
  head.state.tally = {counts.completed, counts.failed, counts.interrupted, counts.cancelled,
                      counts.skipped};
  head.state.reason = std::move(view.reason);
  head.state.version = view.version;
  return head;
}

}  // namespace

Result<BatchList> batches_of(const ServiceApi& api) {
  FETTLE_TRY(page, read_pages<BatchPage>(api, "/batches", kBatchesMax));
  BatchList list;
  std::vector<std::string> ids;
  for (auto& view : page.items) {
    ids.push_back(view.batch_id);
    list.heads.push_back(head_of(std::move(view)));
  }
  list.short_ids = short_ids(ids);
  return list;
}

Result<ChosenBatch> choose_batch(const ServiceApi& api, const std::string& word) {
  FETTLE_TRY(batches, batches_of(api));
  const bool is_older =
      is_id(word) &&
      std::ranges::find(batches.heads, word, &store::BatchHead::id) == batches.heads.end();
  if (is_older) return ChosenBatch{word, word};  // not among those that are listed
  FETTLE_TRY(chosen, choose(batches, word, api.url()));
  return ChosenBatch{batches.heads[chosen].id, batches.short_ids[chosen]};
}

std::string lower_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : static_cast<char>(c);
  });
  return text;
}

bool says_yes(const std::string& question, const Remote& remote) {
  ::tcflush(STDIN_FILENO, TCIFLUSH);  // what was typed ahead is no answer
  remote.console.err << question << " [y/N] " << std::flush;
  std::string line;
  if (!remote.stop.wait_for_input() || !std::getline(std::cin, line)) {
    remote.console.err << "\n";
    return false;
  }
  return line == "y" || line == "Y" || line == "yes";
}

int refuse_command(const Error& error, const Console& console, const std::string& name,
                   std::string_view text) {
  // Only choose() writes lists, of text that is safe already.
  const bool is_choice = error.code == ErrorCode::kInvalid && error.message.contains(":\n  ");
  console.err << (is_choice ? show_choice(error) : show_refusal(error, name, text));
  return row(error.code).exit_status;
}

}  // namespace fettle::cli
