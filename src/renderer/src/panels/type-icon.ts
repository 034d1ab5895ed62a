import type { Component } from 'svelte';
import Calendar from '@lucide/svelte/icons/calendar';
import Hash from '@lucide/svelte/icons/hash';
import KeyRound from '@lucide/svelte/icons/key-round';
import Tag from '@lucide/svelte/icons/tag';
import ToggleLeft from '@lucide/svelte/icons/toggle-left';
import Type from '@lucide/svelte/icons/type';
import type { ColumnType } from '../../../shared/contract/dialect.ts';

/** The sign of each type of column. */
export const typeIcons: Record<ColumnType, Component<{ size?: number }>> = {
  number: Hash,
  date: Calendar,
  boolean: ToggleLeft,
  category: Tag,
  identifier: KeyRound,
  text: Type,
};

/** What each type means, in a few words. */
export const typeMeanings: Record<ColumnType, string> = {
  number: 'Numbers',
  date: 'Dates and times',
  boolean: 'Yes or no',
  category: 'A few different texts',
  identifier: 'Names of rows or things',
  text: 'Free text',
};
