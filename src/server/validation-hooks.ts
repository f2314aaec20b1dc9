import type {
  ApolloServerPlugin,
  GraphQLRequestContextDidResolveOperation,
  GraphQLRequestListener,
} from '@apollo/server';
import type { GraphQLError } from 'graphql';
import type { Context } from '../graphql/context.ts';

/** Calls `validationDidStart` of plugins. Apollo does so around its own validation, which is off: see `admissionPlugin`. */
export class ValidationHooks {
  /** The listeners by request context, which is the same object in every hook. */
  readonly #listeners = new WeakMap<object, GraphQLRequestListener<Context>[]>();

  /** Wraps a plugin for Apollo, so that its listeners are recorded here. */
  attach(plugin: ApolloServerPlugin<Context>): ApolloServerPlugin<Context> {
    const requestDidStart: ApolloServerPlugin<Context>['requestDidStart'] = async (requestContext) => {
      const listener = await plugin.requestDidStart?.(requestContext);
      if (listener?.validationDidStart) {
        const known = this.#listeners.get(requestContext) ?? [];
        this.#listeners.set(requestContext, [...known, listener]);
      }
      return listener;
    };
    return new Proxy(plugin, {
      get(target, name) {
        if (name === 'requestDidStart') return requestDidStart;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  /** Validates between the start and end hooks of the plugins. End hooks run in reverse order, as in Apollo. */
  async around(
    requestContext: GraphQLRequestContextDidResolveOperation<Context>,
    validate: () => readonly GraphQLError[],
  ): Promise<readonly GraphQLError[]> {
    const listeners = this.#listeners.get(requestContext) ?? [];
    const begun = await Promise.all(listeners.map(async (listener) => listener.validationDidStart?.(requestContext)));
    const errors = validate();
    for (const end of begun.toReversed()) await end?.(errors.length > 0 ? errors : undefined);
    return errors;
  }
}
