// What a shell is to be asked about a flow before anything runs: each of its shell texts, with
// placeholders filled in harmlessly, and the diagnostic that an answer becomes. Pure: cli/
// shell_syntax.hpp asks the shell, with `-n`, which reads and runs nothing.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "core/flow/command.hpp"
#include "core/flow/flow.hpp"
#include "core/flow/flow_texts.hpp"
#include "core/flow/recipe_catalogue.hpp"

namespace fettle::flow {

struct ShellSample {
  Shell shell = Shell::kSh;
  std::string script;
  FlowText text;  ///< where it stands; views the flow
};

/// The shell that reads a text of `flow` on its target.
Shell shell_of(const Flow& flow, const FlowText& text);

/// The shell texts that could be refused at all: a command of plain words never is. `flow` has to
/// outlive them.
std::vector<ShellSample> shell_samples(const Flow& flow);

/// The same for the script of a recipe.
std::vector<ShellSample> shell_samples(const RecipeDocument& recipe);

/// What a shell said of a sample.
struct ShellRefusal {
  int line = 1;         ///< of the script, from 1
  std::string message;  ///< the shell's own, without its name and the line
};

/// Reads what `sh -n` or `bash -n` wrote on standard error.
ShellRefusal read_refusal(std::string_view said);

/// `shell.syntax`, at the line and column of the document.
Diagnostic syntax_problem(const SourceText& source, const ShellSample& sample,
                          const ShellRefusal& refusal, Severity severity);

}  // namespace fettle::flow
