import { ButtonLink } from "./_components/button";
import { Card } from "./_components/card";
import { EmptyState } from "./_components/empty-state";

export default function NotFound() {
  return (
    <main className="mx-auto max-w-[30rem] px-4 py-24">
      <Card>
        <EmptyState
          titleAs="h1"
          title="There is nothing here"
          action={<ButtonLink href="/projects">Projects</ButtonLink>}
        >
          The address is wrong, or what it leads to is not for your account.
        </EmptyState>
      </Card>
    </main>
  );
}
