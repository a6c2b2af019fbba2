// How windows and freezes are kept, for those who change them.
#pragma once

#include "store/window_store.hpp"
#include "usecases/windows/rules.hpp"

namespace fettle::usecases {

inline constexpr RuleTable<store::WindowRow> kWindowTable{"window",
                                                          "windows",
                                                          &store::find_window,
                                                          &store::insert_window,
                                                          &store::update_window,
                                                          &store::delete_window};
inline constexpr RuleTable<store::FreezeRow> kFreezeTable{"freeze",
                                                          "freezes",
                                                          &store::find_freeze,
                                                          &store::insert_freeze,
                                                          &store::update_freeze,
                                                          &store::delete_freeze};

}  // namespace fettle::usecases
