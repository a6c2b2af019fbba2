// Warnings about variables: used but not declared, declared but not used; an error for a
// placeholder in shell text that no value can ever fill.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "base/span.hpp"
#include "core/document/placeholder.hpp"
#include "core/flow/flow.hpp"
#include "core/flow/flow_texts.hpp"

namespace fettle::flow {

/// Sees each text of a flow once, then reports what only the whole shows.
class VariableLint {
 public:
  VariableLint(const SourceText& source, const Flow& flow, Diagnostics& diagnostics);

  void see(const FlowText& text);
  void report() const;

 private:
  bool is_declared(std::string_view name) const;
  void see(const document::Placeholder& placeholder, const FlowText& text);
  void refuse_forbidden(const FlowText& text);
  void report_undeclared() const;
  void report_unused() const;

  const SourceText& source_;
  const Flow& flow_;
  Diagnostics& diagnostics_;
  std::set<std::string_view> secrets_;
  std::map<std::string_view, bool> used_;  ///< for each declared variable, whether it is used
  std::size_t forbidden_ = 0;
  std::map<std::string, Span, std::less<>> undeclared_;  ///< where each is first used
};

}  // namespace fettle::flow
