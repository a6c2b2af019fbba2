#include "upkeep/remove_output.hpp"

#include "store/old_output.hpp"

namespace fettle::upkeep {
namespace {

/// Of output up to some megabytes a transaction: others wait for it a moment, not a minute.
constexpr int kRowsAPiece = 200;
constexpr int kPiecesAtOnce = 20;

}  // namespace

Result<bool> remove_output(store::Connection& database, Milliseconds keep, Instant now) {
  for (int piece = 0; piece < kPiecesAtOnce; ++piece) {
    FETTLE_TRY(batch, store::find_old_output(database, now - keep));
    if (!batch) return false;
    FETTLE_TRY_VOID(store::remove_output(database, *batch, kRowsAPiece, now));
  }
  return true;
}

}  // namespace fettle::upkeep
