import { EmptyBench } from "./empty-bench";
import { GuidelinesPanel } from "./guidelines-panel";
import { MetadataPanel } from "./metadata-panel";
import { isWaiting } from "./outbox-entry";
import { SampleCard } from "./sample-card";
import type { BenchScreen } from "./use-bench-screen";

interface SampleAreaProps {
  readonly screen: BenchScreen;
  readonly mayLead: boolean;
}

/** The sample or the reason why there is none, and what was opened beside it. */
export function SampleArea({ screen, mayLead }: SampleAreaProps) {
  const { bench, state, view, outboxState, open, setOpen, onPainted } = screen;
  return (
    <SampleCard
      samples={view.samples}
      notice={view.notice}
      onPainted={onPainted}
      empty={
        <EmptyBench
          projectId={state.projectId}
          mayLead={mayLead}
          view={bench && view}
          waiting={outboxState.entries.filter(isWaiting).length}
        />
      }
      guidelines={
        open === "guidelines" && (
          <GuidelinesPanel
            guidelines={state.guidelines}
            labelClasses={state.labelClasses}
            onClose={() => setOpen(null)}
          />
        )
      }
      metadata={open === "metadata" && <MetadataPanel metadata={view.samples[0]?.metadata ?? {}} />}
    />
  );
}
