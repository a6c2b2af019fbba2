#include "cli/batch_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "base/enum_name.hpp"
#include "base/visible_text.hpp"
#include "cli/files.hpp"
#include "cli/foreground_run.hpp"
#include "cli/view/safe_text.hpp"
#include "cli/view/wording.hpp"
#include "embedded/migrations.hpp"
#include "store/database/migrate.hpp"
#include "store/database/sqlite.hpp"
#include "transport/os/asio_loop.hpp"

namespace fettle::cli {
namespace {

constexpr std::size_t kListedMax = 10;
constexpr std::string_view kLast = "last";

std::size_t common_beginning(std::string_view a, std::string_view b) {
  const auto [end, other] = std::ranges::mismatch(a, b);
  static_cast<void>(other);
  return static_cast<std::size_t>(end - a.begin());
}

}  // namespace

std::vector<std::string> short_ids(const std::vector<std::string>& ids) {
  std::vector<std::size_t> order(ids.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::size_t i) -> const std::string& { return ids[i]; });
  std::vector<std::size_t> lengths(ids.size(), kShortIdMin);
  // Of sorted ids, only neighbours can have the longest beginning in common.
  for (std::size_t i = 1; i < order.size(); ++i) {
    const auto length = common_beginning(ids[order[i - 1]], ids[order[i]]) + 1;
    for (const auto at : {order[i - 1], order[i]}) lengths[at] = std::max(lengths[at], length);
  }
  std::vector<std::string> shortened;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto length = std::min(lengths[i], ids[i].size());
    if (length > 0 && length < ids[i].size() && ids[i][length - 1] == '-') ++length;
    shortened.push_back(ids[i].substr(0, length));
  }
  return shortened;
}

Result<BatchList> list_batches_of(store::Connection& connection) {
  BatchList list;
  FETTLE_TRY(heads, store::list_heads(connection));
  list.heads = std::move(heads);
  std::vector<std::string> ids;
  for (const auto& head : list.heads) ids.push_back(head.id);
  list.short_ids = short_ids(ids);
  return list;
}

std::string describe(const BatchList& batches, const std::vector<std::size_t>& which) {
  std::string text;
  for (std::size_t i = 0; i < std::min(which.size(), kListedMax); ++i) {
    const auto& head = batches.heads[which[i]];
    text += fmt::format("  {}  {}  {}  {}\n", batches.short_ids[which[i]],
                        to_rfc3339({head.created_at}).substr(0, 19) + "Z",
                        plain_words(enum_name(head.state.status)),
                        safe_line(head.name, Charset::kUtf8));
  }
  if (which.size() > kListedMax) {
    text += fmt::format("  and {} more: see `fettle batches`\n", which.size() - kListedMax);
  }
  return text;
}

Result<std::size_t> choose(const BatchList& batches, std::string_view word,
                           std::string_view database) {
  if (batches.heads.empty()) {
    return fail(ErrorCode::kNotFound, fmt::format("there is no batch in {} yet", database));
  }
  if (word == kLast) return 0U;
  std::vector<std::size_t> matching;
  for (std::size_t i = 0; i < batches.heads.size(); ++i) {
    if (!word.empty() && batches.heads[i].id.starts_with(word)) matching.push_back(i);
  }
  if (matching.size() == 1) return matching.front();
  if (matching.empty()) {
    return fail(ErrorCode::kNotFound,
                fmt::format("there is no batch {} in {}; `fettle batches` lists them",
                            safe_line(word, Charset::kUtf8), database));
  }
  return fail(ErrorCode::kInvalid,
              fmt::format("{} batches begin with {}; write more of the id:\n{}", matching.size(),
                          word, describe(batches, matching)));
}

std::string show_choice(const Error& error) {
  // Only choose() and its like write lists, of text that is safe already.
  if (error.code != ErrorCode::kInvalid || !error.diagnostics.empty())
    return show(error, "fettle", {});
  return fmt::format("fettle: {}\n", visible_text(error.message));
}

Result<std::unique_ptr<store::Connection>> open_history(std::string& path) {
  if (path.empty()) {
    FETTLE_TRY(place, default_database());
    path = place;
  }
  FETTLE_TRY(connection, store::open_sqlite(path, store::OpenMode::kReadOnly));
  FETTLE_TRY(pending, store::pending_migrations(*connection, embedded::migrations()));
  if (pending.empty()) return connection;
  connection.reset();
  return open_database(path, transport::AsioLoop().now());
}

}  // namespace fettle::cli
