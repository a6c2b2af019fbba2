// The production SQLite on a database in memory, whose clock is that of the simulated world.
#pragma once

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>

#include "store/database/sqlite.hpp"
#include "tests/sim/sim_loop.hpp"

namespace fettle::sim {

class SimDatabase : public store::Connection {
 public:
  SimDatabase(SimLoop& loop, std::unique_ptr<store::Connection> real)
      : loop_(loop), real_(std::move(real)) {}

  const std::string& name() const override { return real_->name(); }
  Result<std::unique_ptr<store::Cursor>> query(std::string_view sql,
                                               std::span<const store::Value> values) override {
    return real_->query(sql, values);
  }
  Result<std::int64_t> execute(std::string_view sql,
                               std::span<const store::Value> values) override {
    return real_->execute(sql, values);
  }
  Result<void> run_script(std::string_view sql) override { return real_->run_script(sql); }
  Result<bool> has_table(std::string_view table) override { return real_->has_table(table); }
  /// The clock of a database that its processes share: no jump of theirs moves it.
  std::string_view now_query() const override {
    query_ = fmt::format("select {}", 1'772'323'200'000 + loop_.monotonic().count());
    return query_;
  }
  std::string natural_key(std::string_view sql) const override { return real_->natural_key(sql); }
  Result<void> begin() override { return real_->begin(); }

 private:
  SimLoop& loop_;
  std::unique_ptr<store::Connection> real_;
  mutable std::string query_;
};

}  // namespace fettle::sim
